"""Rules of codebook version 1 for B1, service improvement."""

from __future__ import annotations

from evaluation.theming.codes import rule

B1 = (
    rule(
        "B1",
        "benefit",
        "said",
        """
        @service ~4 @improved; improved|improving|improves|improve|transform*|strengthen*|redesign*|reshap*|rebuil*|
        overhaul*|restructur* ~4 @service; so did ~2 way|practice|service*|outcomes; improv*|change*|changed ~2 way
        @us; better|quicker|faster|sharper|tighter|safer|stronger|clearer|simpler ~2 @service; @us ~1 scrapped|
        rebuilt|replaced|reopened|reorganised|redesigned|overhauled|tightened|launched|restructured|introduced|
        rewrote; we|our|they|teams|workers ~2 changed ~5 @service|way|how; we|our|teams|they ~2 do|does|did|run|work
        ~2 differently; @service ~4 properly|on time|up to standard; straight|directly|led|leading|leads to ~3 new|
        quicker|better|improved|changes|different; led|contributed to ~4 @service; changed ~3 behaviour*|practice|
        culture|way|how|approach; culture of improvement; come|came on leaps|massively|enormously|hugely|
        considerably|well; @service ~3 come|came|moved|gone on|up|forward|down; closed|narrowed|closing the gap;
        fewer|less children|families|referrals|complaints|placements|repeat|drift|young; waiting|wait|delays|
        caseloads|backlog|drift ~4 fell|fallen|dropped|down|reduced|cut|halved|shorter|cleared; cut|reduced|halved|
        cleared ~3 waiting|delay*|backlog*|caseload*|drift; meets|meet|hits|met ~3 deadline*|timescale*|target*;
        went|gone|moved from inadequate|requires|ri|weeks|good; as a result ~4 now; children|families ~3 seen|
        visited|heard|safer|quicker|sooner|faster; better ~2 for children|families|young; children ~2 better off;
        @us now have|hold|run|use|offer|visit|hear|see|answer|respond|do ~4 every|each|weekly|daily|single|
        dedicated|new|@service; @service is|are now; @service now ~1 applied|answered|answers|held|happen*|done|
        finish*|meets|works|run|runs|gets|get; new @service ~3 place|up|running|started; put ~3 right; put in ~1
        place|new|single|extra|proper|a|an|weekly|daily; set up ~1 new|a|an|our|weekly|daily; practice|service|
        quality|care standards; higher|better|raised standards; standards ~3 up|higher|better|risen|raised|improved;
        works|working|runs|running ~2 better|smoothly|differently; better ~1 run|organised|managed; we ~1 stopped ~3
        waiting|duplicating|sending|losing; courts|judges|inspectors|ofsted|cafcass ~3 noticed|noted|said|say|tell|
        told|commented; improvements that|we|since|following|after|made|noted|noticed|noted; a new ~2 pathway|
        policy|protocol|strategy|team|panel|process|model|service|hub|procedure|service*|duty|structure|board;
        quality ~6 up|risen|better; more consistent|regular|timely|child; changed ~2 we; saved ~2 money ~3 better|
        working; changed|improved|helped us|things|everything|lot|services|families|children; restructured ~4
        following|after; rebuilt around
        """,
        unless="""
        evidence that; so what; leaving; team ~2 halved|reduced|cut; i ~2 differently; are|am|is ~1 redesigning|
        reviewing|planning; requir* improvement; @data ~3 late; need* ~1 better; rewrote ~2 timetable
        """,
    ),
    rule(
        "B1",
        "benefit",
        "topic",
        """
        service* improvement*; improve* ~1 service*; ^ ~2 improvement* $; improvement* in|to|across; better|improved
        service*|practice|outcomes|provision; @service change*; ^ gwella|gwell $; gwasanaethau gwell; ^ practice $;
        ^ services $; better practice|services|outcomes
        """,
        unless="""
        good|best practice; practice shar*|example*; improvement partner*|plan*|board*|notice
        """,
    ),
    rule(
        "B1",
        "benefit",
        "fallback",
        """
        @us now; now; no longer; instead of|just; from @num ~5 to @num; @num ~6 was|were @num; was @num ~6 now;
        doubled|trebled|halved|tripled; sooner|quicker|faster; more often|joined|consistent; joined up; @us ~2
        changed|rewrote|rebuilt|opened|closed|moved|started|wrote; up|down from @num; went|gone|rose|fell from;
        opens|opened|answered|rung; ever since; since ~3 visit|letter|challenge|then; used ~1 in|for; in place;
        again; every|each|once ~1 week|month|quarter|day
        """,
        unless="""
        right now|for; not ~2 yet|certain|sure; now i|and then; nothing|hard|too|not ~4 now; ring|rung|phone|talk;
        up to now; once again; happens in; cancelled|postponed; should|would|could|hope|if|will
        """,
    ),
    rule(
        "B1",
        "benefit",
        "fixed",
        """
        @us no longer ~3 wait|lose|duplicate|drift|leave|take|send|bounce; nobody|no child|family ~3 waits|waiting|
        bounced|lost now
        """,
    ),
    rule(
        "B1",
        "benefit",
        "opposite",
        """
        @not change|changed|alter|improve|shift|make|made ~2 anything|much|thing|difference|things; nothing ~2
        changed|different|improved|better; made|makes|make no|little difference|odds; no difference|change|
        improvement; same ~2 as before|ever|always; changed nothing; not|hardly ~1 ~4 one bit
        """,
    ),
)
