"""Rules of codebook version 1 for D1, evidencing change."""

from __future__ import annotations

from evaluation.theming.codes import rule

D1 = (
    rule(
        "D1",
        "development",
        "fixed",
        """
        nobody|no|never|not|who ~2 monitor*|check*|track*|follow*|measure*|review* ~3 whether|if|action|actions|
        what|plans|progress|delivery; @cannot|not|never|don't|haven't|didn't|hasn't|no|nobody|struggle|without ~5
        evidence|prove|proved|demonstrate|show|shown|measure|measured|evaluate|evaluated|track|tracked|quantify|
        attribute|tell ~5 @impact|thing|anything|it|whether|that|what|if|them|any|from; no|lack*|little|any|without|
        diffyg|absence|missing|thin|scant|weak|hard|harder|proper|solid|better|stronger|more|where|need|want|robust|
        real|concrete|clear ~3 evidence|proof|tystiolaeth|baseline*|evaluation|measure|measures|follow|tracking|
        kpis|metrics|monitoring; how ~2 know|tell|sure|prove|measure|judge|show|evidence ~5 @impact|it|any|made|
        this|anything|works|worked|we; so what; what difference; what|whether|if ~2 it|any|this|anything|challenge
        ~2 @impact|stuck|lasted|made|helped|moved|shifted; know|see|tell|find|check|say|unclear|know|sure|
        demonstrate|measure|unknown|show|know whether|if|what ~4 @impact|stuck|lasted|moved|helped|worked|achieved|
        differ*|shifted|shows; prove ~2 it|that|impact|worth|value|difference|works|anything; hard|difficult|tricky|
        impossible to attribute|measure|evidence|prove|show|demonstrate|quantify|evaluate; nobody|no|never|not|noone
        ~2 check*|follow*|went|looks|looked|go|gone|come|came|returned|revisit*|measured|asked ~4 up|back|after|
        whether|progress|months|later|again|actions|impact|difference|result*|stuck; nothing to measure|compare|
        show; follow* ~1 up|through; revisit*|return*|go|come|went|check* ~2 back|visit|after|in|later ~5 progress|
        months|change*|stuck|see|actions|year|what|whether|plan; show|tell|demonstrate|prove|publish|report|
        evidence|measure|monitor|track|evaluate|capture|celebrate|communicate ~4 @impact; demonstrat*|evidenc*|
        measur*|monitor*|track*|evaluat*|prov*|captur*|quantify* ~4 @impact|actions|recommendations|value|worth;
        @impact ~3 evidence*|evaluat*|measur*|track*|demonstrat*|monitor*|proof|assess*|unclear|unknown|shown|prov*;
        tell ~2 public|people|residents ~3 improved|changed; anecdotal|anecdote*; study|evaluation|research ~5
        whether|impact|outcomes|difference|works|improve*|hosts; independent|proper|longitudinal|formal|external|
        rigorous|commission* ~2 evaluation|study|research|review; waiting|wait to see; six|twelve|three|nine|12|6|18
        months on|later|after|down ~4 see|check|what|review|visit|nobody; did it work|help|stick; better off;
        baseline*; where ~2 evidence|proof|impact|results; measure|evaluate|track it|them|this|change|properly;
        come|go|came|went|coming|going back and look|check|see|ask; look* ~3 year|months later|on; became|becomes|
        become of; ^ ~4 months|year later|on; recommendations|actions|findings ~4 carried|acted|followed|happen*|
        implemented|taken|delivered|completed; outcomes rather|not ~1 process|than|output*; focus* ~2 outcomes|
        impact; show|showing|know|prove ~4 worth|better|worked|changed|paying; case studies ~2 impact|change; line
        of sight; recommendations|actions ~5 outcomes|implemented|delivered|done|completed; bought us|them; what ~2
        bought|gained|achieved|changed; no proof|evidence; see ~2 difference|results|impact; value for money; return
        ~1 on investment; shift* ~2 outcomes|dial; outcomes ~3 shifted|moved|changed|children|kids; success
        criteria|measures; know ~1 it works; scorecard ~6 moved|see; results|outcomes ~2 not|never|yet
        """,
        unless="""
        too early; able to tell; would ~1 not; different from; tell this from; peer|team|who|lead ~1 follow;
        evidenced in; we already; show* ~1 us ~3 good; not change|differ|different; well evidenced; proof now|that;
        solid proof; show ~4 wrong; show ~1 us ~3 good teams
        """,
    ),
    rule(
        "D1",
        "development",
        "fallback",
        """
        prove|proves|measure*|progress|outcome*|assume*|evidence|impact|result*|success|effective*|worthwhile|
        benefits; leap ~1 faith; make|makes|made ~2 difference; return|repeat|follow visit*|up; check*|review* ~2
        progress|later|back; safer|better off; long-term|long term
        """,
        unless="""
        evidence base; self assessment
        """,
    ),
    rule(
        "D1",
        "development",
        "topic",
        """
        evidence|impact|evaluation|baseline*|outcomes|tystiolaeth|effaith|measurement|proof|evidencing|metrics|kpis|
        tracking|monitoring|results; follow up|through; measur* impact; evidenc* ~2 change|impact
        """,
        unless="""
        data; self evaluation|assessment
        """,
    ),
    rule(
        "D1",
        "development",
        "opposite",
        """
        well|thoroughly|clearly|robustly|already|fully|properly ~2 evidenced|measured|tracked|evaluated|documented;
        evidence|track|measure ~3 thoroughly|well|quarterly|already|routinely|closely|rigorously; already|now|we ~1
        evidence|track|measure|monitor|evaluate; have|got|has|is|there's|now|'ve|we've ~2 solid|clear|good|strong|
        firm|hard|ample|plenty ~2 evidence|proof; solid|clear|good|strong|firm|hard evidence|proof ~1 now; impact ~2
        well|clearly|thoroughly|clear|fully ~1 evidenced
        """,
    ),
)
