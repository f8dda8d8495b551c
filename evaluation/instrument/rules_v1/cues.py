"""Cues of codebook version 1: what turns a statement round, or makes a noun one."""

from __future__ import annotations

from evaluation.theming.codes import Cue, phrases_of

CUES = (
    Cue(
        "neg",
        phrases_of(
            """
            @not|@no; no longer; rather|instead of; failed|fails to; far|anything from|but; nothing|no like; yet to;
            lack|lacked|absence of; too ~1 to; no
            closer|better|stronger|nearer|different|wiser|further|more; none the wiser; no ~2 than
            """
        ),
    ),
    Cue(
        "not",
        phrases_of(
            """
            @not; neither|nor|nothing; ^ no @problem
            """
        ),
    ),
    Cue(
        "not only",
        phrases_of(
            """
            @not only|just|merely|simply; no doubt|question|surprise|fear*|problem|difficulty|hesitation|trouble;
            can't|cannot|cant fault|deny|overstate|argue; no longer ~ isolat*; @not|no ~1 until|before; never ~
            before|better|been; never|not fail|fails|failed to; never|not|cannot|can't ~2 enough ~ good|thank|
            praise; nothing but; why not
            """
        ),
    ),
    Cue(
        "no longer",
        phrases_of(
            """
            no longer; @not ~3 anymore; @not ~3 any more; used to; no ~1 than before|they|it
            """
        ),
    ),
    Cue(
        "doubt",
        phrases_of(
            """
            as weak|poor|bad as ever; ^ same ~ as before; remain* weak|poor|the; if you|anyone|anybody can|could ~
            it
            """
        ),
    ),
    Cue(
        "now",
        phrases_of(
            """
            @now
            """
        ),
    ),
    Cue(
        "wish",
        phrases_of(
            """
            hope*|hoping|hopefully|wish*|want|wants|wanted; would ~1 like|love|welcome|good|help|benefit|appreciate|
            nice; should|must|ought|might|may|let's|please|if; could ~1 be|do|use; plan|plans|planning|planned|
            intend* to; going|aim|aims|aiming|looking|expect*|supposed|meant|due|promis*|keen to|forward; will be|
            improve|help|lead|see|share|bring|build|change|transform|make; needs|need|require* to; next year|time|
            spring|autumn|summer|round; too early|soon; i'd|we'd like|love; whether; no|any|without|little ~2 proof|
            evidence|sign; am|are|is ~1 planning|reviewing|considering|exploring|thinking; under|in review|
            discussion|development
            """
        ),
    ),
    Cue(
        "need",
        phrases_of(
            """
            @more; need|needs|needed|require*|missing|want|wanted|should|must|could|would|please|lack*|ensure|make;
            angen; fewer|less; work|focus|build on; ^ give|tell|show|share|involve|get|have|use|let|bring|find|set|
            link
            """
        ),
    ),
    Cue(
        "lack",
        phrases_of(
            """
            @not|nobody ~2 given|offered|allowed|allocated; no|lack*|insufficient|inadequate|limited|scarce|short|
            shortage*|tight|stretched|thin|lacking|diffyg|prin; @not ~1 enough|have|got|any|pay|paid|funded|
            reimbursed|covered|get|find|spare|agree|make|secure|fit|field|afford; not|never enough; little|few|
            without|minimal|reduced|shrinking|dwindling|absence; too few|little|small; run|ran|running out|low
            """
        ),
    ),
    Cue(
        "trouble",
        phrases_of(
            """
            problem*|barrier*|obstacle*|hurdle*|constraint*|struggl*|hard|harder|difficult*|pressure*|tough|
            nightmare|poor|worry; late|old|wrong|stale|inaccurate|outdated|errors; issue*|concern*|main|biggest|
            always|unclear|confus*|burden*|overstretched|heavy|huge|impossible|prohibitive; cut|cuts|lost|squeezed|
            exhausted|depleted|eaten|swallow*|taken|ate|ending|ends|stopped; too much|many|high|long; down to|
            because of|due to; got in the way; stood|stands in ~ way; cost us
            """
        ),
    ),
    Cue(
        "fine",
        phrases_of(
            """
            no ~1 cost|costs|expense; was|is|were|proved|are ~2 easy|straightforward|painless|simple|smooth|
            effortless; ^ ~2 ok|okay|fine $; thoroughly; @not|never|hardly ~2 @problem; no|without|zero|hardly ~1
            @problem; @not|never ~2 factor|obstacle|worry|excuse|prevent*|stop*; was|is|were|are|it's ~1 fine|ok|
            okay|good|excellent|adequate|sufficient|sorted|covered|manageable|plentiful; plenty|ample|lots|generous
            of?; had|have|has|got|was|were|is|are ~1 enough|sufficient|adequate; no|without shortage|lack|shortfall;
            free of; no direct|extra cost*; well evidenced|covered|resourced|documented|understood|established;
            could @not be better; came at no; already ~2 evidence|track*|measure*|have|do|collect|share|work|well;
            very well; could @not have been more|better|easier|keener; none at all; needs no; not
            something ~3 need; not ~1 money|cost|time|funding $
            """
        ),
    ),
    Cue(
        "gone",
        phrases_of(
            """
            has|have ~1 faded|gone|eased|melted|vanished|lifted|reduced|disappeared|evaporated; used to ~2 no|
            little; ^ no ~3 any more; used to be|have|feel|resist|refuse|struggle; no longer; @not ~4 anymore; @not
            ~4 any more; in the past; has|have|been ~2 resolved|solved|sorted|fixed|overcome|eased|disappeared|
            melted; is|are|was|were ~1 sorted|resolved|solved|fixed|behind; once ~3 but; resolved|solved|overcame|
            overcome|eased|addressed $; previously|formerly; used to; been put right; put right since;
            is|was history; none at all this|now|by; was ~2 last time|round|year; stopped|ceased being; ceased to be
            """
        ),
    ),
    Cue(
        "gone after",
        phrases_of(
            """
            ^ not|never ~2 factor|problem|issue|barrier|really; ^ no problem|issue; it|that was|is not $; it|that
            wasn't|isn't|hasn't $; it|that|this|they isn't|aren't|wasn't|not|weren't ~1 any more; it|that|this|they
            isn't|aren't|not ~1 anymore|now; ^ ~2 it|that|this|they|these|those ~2 @not ~2 anymore|now|longer; ^ ~2
            it|that|this|they|these|those ~2 @not ~2 any more; ^ but ~5 is|was fine|ok|okay|enough; ^ ~2 it|that|
            this|that's|it's|these|those ~2 sorted|resolved|solved|fixed|fine|gone|better|changed|improved|history|
            passed|over; ^ but? not now|anymore|any|longer; but ~2 no longer; but ~4 since got|sorted|fixed|
            resolved|eased; but ~4 has|have ~1 gone|eased|improved|changed; ~3 box
            is|was|has ~1 ticked; now sorted|resolved|fixed|fine; that|it|which has|have ~1 been put right; none at all
            """
        ),
    ),
    Cue(
        "failed",
        phrases_of(
            """
            never|not|didn't ~2 materialis*|happen*|appear*|came|come|delivered|arrived|turned; nothing ~2 came|
            happened|back|changed|materialised; came to nothing; yet to see|happen|materialise; still waiting; has|
            have @not met; it|they|that didn't|hasn't|haven't|wasn't $; but|sadly no|none ~1 did|has|have $
            """
        ),
    ),
    Cue(
        "gain",
        phrases_of(
            """
            best|highlight|main ~1 thing|part|outcome|benefit|bit; @improved|stronger|better|more|great*|valuable|
            useful|excellent|brilliant|helpful|deep*|good|real|renewed|new|huge|genuine|invaluable; not there
            before; gain*|helped|built|build|grew|grown|developed|increased|boosted|enjoyed|formed|made|created|
            benefit*|love*; thanks to
            """
        ),
    ),
    Cue(
        "sarcasm",
        phrases_of(
            """
            oh ~1 brilliant|great|good|joy|wonderful|lovely|yes; yeah right; because ~1 of course; of course ~ we|
            they all; as if we|anyone|they|there; ^ sure $; lucky us; if only it; real|some|great|big @candour|
            improvement|help|networking|learning|sharing that was; thanks for nothing; ha ha|haha|lol; so called|
            much for; apparently; allegedly; supposedly; ^ obviously we|our|everyone; ^ clearly we|our|everyone; we
            all|obviously have ~3 spare|sitting|lying; pull the other; my foot; slow hand clap; what a surprise|
            joke; that went well; oh how; money grows; grow* on trees; ah yes; make me laugh; provided|if
            you count; ^ ~2 how nice|lovely|generous to; lovely to be; just what ~2 were
            short|missing|crying of?|out?|for?; really moved things on; that's about it; being told how
            marvellous|wonderful|great; except what we do; if ~4 counts; sitting idle|around|about
            """
        ),
    ),
    Cue(
        "absent",
        phrases_of(
            """
            isn't|wasn't|weren't|aren't|isnt|wasnt|werent|not|never|neither; nobody|noone was|is|were|seemed|felt|
            feels
            """
        ),
    ),
    Cue(
        "none of",
        phrases_of(
            """
            no|without @problem on|with|in|of|around|over; neither
            """
        ),
    ),
)
