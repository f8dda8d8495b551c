"""More ways of saying each theme of codebook version 1, by idea: written after its first meeting with fresh answers."""

from __future__ import annotations

from evaluation.theming.codes import rule

WIDER = (
    rule(
        "B1",
        "benefit",
        "said",
        """
        complaint*|backlog*|caseload*|exclusion*|referral*|re-referral*|absences|delay*|wait* ~6
        down|fell|fallen|fewer|lower|shrunk|gone|halved|dropped; accelerat*|hasten*|speeded|sped|triggered|prompted
        ~4 reform*|redesign|change*|rethink|overhaul; strength to strength; merged ~3 team*|service*;
        run|runs|running|working|works better|well now; unrecognisable; turned around;
        children|families|carers|leavers ~2 get|gets|receive|have ~6 now|rather than|instead of|earlier|sooner|same
        day; @service ~4 unrecognisable|sorted; is|are|were ~1 checked|seen|visited|reviewed|signed ~3
        within|every|on time; put ~2 right; acted on ~3 recommendation*
        """,
        unless="""
        @not|no|never better; i ~3 better|differently; hope*; we plan|intend
        """,
    ),
    rule(
        "B2",
        "benefit",
        "said",
        """
        move*|step*|pile*|pitch*|jump*|leap* in ~4 early|fail*|struggl*|before; put|placed|wrapped ~2
        package|support|team ~2 round|around|alongside; on our knees; first sign* of; found us|me|them ~3
        interim|manager*|ad; sent us ~5 manager*|head|heads|ads|people|team; slip*|slid*|wobbl*|downgraded|sinking
        ~6 help*|support*|offer*|package|team; beginning to fail|slip|slide|struggle; safety net; long|well before
        ~3 intervene*|government|ofsted|inspectors; propped; help where ~3 need*|most; within|inside ~3
        fortnight|days|week ~8 support|help|team|managers
        """,
        unless="""
        family|families|parents|child|children's; too late; a year; only ~3 once|after|when
        """,
    ),
    rule(
        "B3",
        "benefit",
        "said",
        """
        get together*; get-together*; phone numbers; in touch with; circle of people; ring|phone|call ~1
        shropshire|them|him|her|somebody|neighbours|colleagues; stuck ~2 ring|phone|call; trust each other|one
        another; group ~5 turn up|attend|enjoy; knit* ~3 region|together|us; feel|feels|felt ~1 connected|part
        of|less alone|closer; new|firm|good friends; friend in every; carried on meeting; meet ~3 own accord;
        spoke|speak|talk ~3 each other|one another; on good terms; hit it off
        """,
        unless="""
        not|never|no ~2 feel|meet|spoke*|speak|closer; haven't; how children|families
        """,
    ),
    rule(
        "B4",
        "benefit",
        "said",
        """
        asked ~2 questions ~6 avoid*|dodg*|afraid|never; look*|stare* ~2 hard at itself|ourselves|themselves; worst
        ~2 files|cases|figures|work; on the table; feel|felt safe; safe saying|to say; emperor; took ~2 apart;
        convinced ourselves; ground|axe ~2 grind; named the problem*; own up; owned up; dark corners; punctur* ~2
        complacen*; uncomfortable truth*
        """,
        unless="""
        no ~1 honest; not|never|wasn't ~2 honest|safe|able
        """,
    ),
    rule(
        "B5",
        "benefit",
        "said",
        """
        pick*|picked up ~3 much|lot|skills|knowledge; understand ~5 better|far|more; grown|grew ~2
        stature|confidence|role|job; stretched by; proper education; an education for; moved up; promotion; applied
        for; sharpened|broadened|changed|shifted|shaped ~3 thinking|leadership|horizons|style; trained as ~1
        reviewer*|peer*|challenger*; better ~1 manager|leader|member|director|chair; my own ~3
        leadership|practice|style|thinking; taste of leading; best ~1 training|course|learning|development|cpd;
        experience ~4 course|buy|elsewhere
        """,
        unless="""
        did not|didn't|no|never ~2 learn*|grow*; council ~1 grew
        """,
    ),
    rule(
        "B6",
        "benefit",
        "said",
        """
        notebook|folder|list ~2 full|stuffed|of; is|are now ours; word for word; trade*|trading|trad* ~3
        tools|ideas|audit*|policies; gave|lent|sent|passed|offered our ~4 to|others|three|neighbours; now found|used
        ~2 in|by|elsewhere; heard|hear|saw|seen what ~4 done|did|do|doing; used to sit ~6 now;
        steal*|stole|pinch*|nick*|borrow*|lift*|copy*|copied|poach* ~4
        idea*|from|their|model|template|policy|protocol|framework; things to try;
        take|took|taken|bring|brought|carry|carried home|back ~4 idea*|tool*|way*|things|template*; @idea ~3 travel*
        """,
        unless="""
        nothing; never; not passed|shared; no
        """,
    ),
    rule(
        "D1",
        "development",
        "fixed",
        """
        nobody|no one|nobody's|noone ~1 checks|checked|looks|looked|knows|measures|tracks; vanish* ~2 drawer; no
        idea ~1 whether|if; took|take stock; show*|showing|know|see|say ~2 difference ~4 makes|made|make; count* ~2
        what ~2 achieve*; achieve*|achieved $; rest|rests|relies|rely on ~1 stories|anecdote*; prove ~6 because of;
        figures that prove; what came of it; where ~3 started from; what we got for; point to $; return|go|come back
        ~5 check|see|later|months|year; track* ~2 recommendation*|action*|progress; worth ~2 money|cost|effort ~2
        show*|prove*
        """,
    ),
    rule(
        "D2",
        "development",
        "fixed",
        """
        up to the minute; up to date ~3 figures|information|reports|data; comparison|benchmark* ~4
        blank|wrong|missing|old|incomplete; half ~3 table|pack|figures ~2 blank|missing; numbers|figures|data ~5
        revised|corrected|wrong|contradict*|rely; numbers ~2 rely|trust; quarters|months|years behind|old
        """,
    ),
    rule(
        "D3",
        "development",
        "fixed",
        """
        outsider|outsider's ~1 view; too close ~2 here; do with|from ~4
        yorkshire|london|wales|scotland|north|south|midlands|cornwall|newcastle|manchester; nine regions; each|every
        region ~4 separate*|found|same|own
        """,
    ),
    rule(
        "D4",
        "development",
        "fixed",
        """
        ownership|interest|awareness|enthusiasm ~3 stops|stopped|ends|dies ~3 door|director|level|top; blank look*;
        ask ~2 social worker|workers|practitioner*|staff ~6 blank|what|no idea|shrug; last to know|hear|find; never
        heard of; no idea ~4 happening|going|here|about; only found out after*; drawn in
        """,
        unless="""
        health; partners; parents
        """,
    ),
    rule(
        "D5",
        "development",
        "fixed",
        """
        lost track ~3 who|which|what; different ~1 explanations|names|schemes; muddle*|mix* ~3 with|up ~4
        review*|inspection|ofsted|offer*; offering what
        """,
        unless="""
        another authority; rota
        """,
    ),
    rule(
        "R1",
        "barrier",
        "fixed",
        """
        foot|pick|picks|pay|pays ~2 bill; money's|cash ~1 tight|short|gone; subscription|contribution|levy ~8
        up|rise*|cut|uncertain*|doubt|next year|know; uncertain* ~4 subscription|funding|grant|contribution; grant
        ~3 @not ~2 renew*|continue*|replaced; if ~2 grant|money|funding ~3 not|ends|stops|runs; agency rates;
        who|somebody|someone ~2 pays|pay|foot* ~1 when|for|the|bill; thousand pounds
        """,
        unless="""
        region ~1 pays|covers|reimburs*
        """,
    ),
    rule(
        "R2",
        "barrier",
        "fixed",
        """
        breakneck speed; clear ~2 calendar|diary|desk; rearranged|postponed|moved|cancelled ~1
        twice|three|several|again|times; daytime ~4 impossible|can't|work; pressure* of ~3 day to day|work|job; work
        full time; never a good week|time
        """,
        unless="""
        no diary; not ~2 problem
        """,
    ),
    rule(
        "R3",
        "barrier",
        "fixed",
        """
        post|posts|posts are|jobs ~1 empty|vacant|unfilled; by myself|on my own|single-handed*|single handed; pool
        ~5 shrink*|small|thin|same|exhausted; team ~4 one|two|half ~2 people|person|staff; one and a half;
        redundan*; nobody left ~2 send|spare|release|run; losing|lost ~3 manager*|analyst*|people ~6 nobody|gap*
        """,
        unless="""
        national shortage
        """,
    ),
    rule(
        "R4",
        "barrier",
        "fixed",
        """
        never|didn't|not ~2 answer*|repl*|respond* ~4 email*|call*|invit*|letter*;
        frighten*|scared|afraid|petrified; nothing ~2 learn|teach ~2 them; nothing to learn; coach* ~4
        say|answer*|staff; see|saw ~2 why ~3 bother|should; not wanting to; wanting ~2 look bad; look bad;
        aren't|isn't|weren't|not ~1 interested; penalty|sanction|consequence* for ~1 staying|not|refusing; good
        bits|side|news; never taken part; only ~2 volunteer* ~2 when; would rather not; rather not be; own agenda
        """,
        unless="""
        at first; to begin with; gone; not now; nobody|no one|not ~2 frightened|afraid|scared
        """,
    ),
)
