"""Rules of codebook version 1 for R2, time."""

from __future__ import annotations

from evaluation.theming.codes import rule

R2 = (
    rule(
        "R2",
        "barrier",
        "fallback",
        """
        squeez*|fit|fitting|rush*|prepar*|term|deadline*|notice|pace|alongside|urgent|priorit*|holiday*|timetable*|
        hours|days|weeks|diary|diaries|dates|date|calendar|juggl*|logistic*|bureaucra*|paperwork|documents|
        demanding|documentation
        """,
        unless="""
        children|families ~3 weeks|days
        """,
    ),
    rule(
        "R2",
        "barrier",
        "fixed",
        """
        not|never|nobody|wasn't|weren't|isn't|aren't ~2 given|allowed ~2 time|hours|days; not|never ~1 enough ~1
        time|hours|notice; didn't|don't|doesn't|never|couldn't|can't|not|hadn't ~1 have|had|find|got|get|spare ~2
        time|hours|days; nobody ~1 had|has ~1 time; no|lack*|without|little|diffyg|short|limited|insufficient|tight|
        more|too|less ~2 time|hours|amser|notice|timescale*; time ~3 short|tight|pressure*|limited|consuming|scarce|
        constraint*|poor|out|ran|runs|lack*|hard|difficult|precious|commitment|intensive|heavy|demand*|needed|find;
        time consuming|commitment|pressure*|constraint*|poor|intensive; diary|diaries|calendar*|schedul* ~4 clash*|
        conflict*|full|problem*|wreck*|hard|difficult|nightmare|packed|pressure*|coordinat*|co-ordinat*|impossible|
        align*|match*|wreck*|issue*|busy|ruined|juggl*|never|overload*|mayhem|chaos; fit|fitting it|this|everything|
        visits; on top of; pressure* of ~1 work|business; month|quarter end; hard|difficult|tough ~6 days; cost|
        costs ~1 me|us|you|them ~2 day|days|week|weeks|hours; find*|finding|free|freeing|juggl*|fitting|align*|
        co-ordinat*|coordinat*|carv*|squeez*|releas*|block*|getting ~5 time|days|diary|diaries|dates|day|week|hours|
        calendars|slot; clash*; diary clash*|pressure*|management; date|dates|visit|timetable ~4 moved|changed|
        shifted|kept|postponed|rearranged|slipped|changing|moving|rescheduled|put|clash*|cancelled; ate|eats|took|
        takes|take|taking|swallow*|consum*|absorb*|devour*|lost|spent|spend|used|cost|needed|wip* ~6 days|weeks|
        hours|month*|time|week|evenings|weekends|age|ages|diary|diaries|summer; days|weeks|hours ~3 hard|lot|much|
        long|too|out|find|lost|away; month ~2 hard|lost|away; too|so|very|how|far|really|always|just|incredibly
        busy|rushed|long|busy|hectic|squeezed|time|tight; busy|overloaded|swamped|snowed|workload|workloads|
        overworked; competing|conflicting|other|too|many|day|different|operational|shifting ~2 priorit*|demands|
        pressures|commitments; day job*; bad|poor|awful|terrible|wrong|unfortunate|difficult|worst|impossible
        timing|time|week|month|moment; year|term end|time; lands|landed|falls|fell|came ~4 year end|budget|august|
        holiday*|christmas|returns|term|half; half term|school holidays|christmas|august|summer|easter; short|
        little|late|no notice; length ~2 time|process|visit|preparation|report|time; sheer length|volume|amount|
        weight|number|effort; burden* ~4 prep*|documents|paperwork|getting|preparing|of|admin*|process; prepar*|
        paperwork|prep|documentation|self assessment ~4 heavy|long|burden*|ate|took|time|days|weeks|month|onerous|
        hours|lot|much|huge|demand*|excessive|disproportion*|lengthy|unrealistic; turnaround|deadline* ~4
        unrealistic|tight|short|impossible|quick|too; meeting* ~3 working hours|day|time; evenings|weekends|nights
        ~2 only|to|spent; only ~2 evenings|weekends; wanted|want|wants|needed|booked ~3 same week|day|days|date|
        dates|time; hours ~3 in|of ~1 day|week; three|four|two|five|2|3|4|5|1|six days ~2 out|away|is|was|at|from|
        too|of|in|on; a ~1 full|whole|solid|entire week|day|month|fortnight|weekend; huge|enormous|large|vast|great|
        crazy|silly amount|number ~1 of ~1 time|days|hours|work|preparation; onerous|laborious; juggl*; rushed;
        quick|fast|tight turnaround; release ~2 time|hours|days; wait|delay* ~4 dates|visit|date; pinned ~2 down;
        took ~2 long|ages|forever; slot*; double book*
        """,
        unless="""
        no time for people|those; year end figures|data; @data ~5 late|after|old; good time; same time; day one;
        time ~2 staff ~1 meeting; no time limit; at the time; first time; in time; on time; by the time; over time;
        time we ~2 use; every time; next time; last time; this time; some time; problem at once; all the time;
        waiting times; half way; what time; time for ~1 cuppa; face; two years; days to|for assessment; 20 week;
        week ~1 after ~3 madness; assessment*|assessments ~4 weeks; changed ~4 practice; clash ~2 inspection|ofsted|
        culture*|personalit*; weeks ~2 to four|three|two; monthly|mentor* ~4 weeks; within weeks; lent|loaned|
        seconded; rating* ~6 weeks|fortnight; day trip; the pack|data|figures; six months; gave ~2 time
        """,
    ),
    rule(
        "R2",
        "barrier",
        "topic",
        """
        time|amser|diaries|diary|workload|timing|hours|dates|scheduling|calendars|timescales|timetable|timetabling|
        deadlines|days|notice|pace|busy|paperwork|preparation|bureaucracy|timings|admin; ^ availability; diary
        clash*; competing priorit*|demands; spare week|day|hour|time|hours; other priorities|commitments
        """,
        unless="""
        no time for people|those; availability of; on|in|by|over|first|same|next|all|every|that|half|some|what|this|
        last time; all|at the time; waiting times; time* ~2 good; day one; open day; the days; good|great|lovely|
        fun|wonderful day|days|time; data|pack|figures; time for ~1 cuppa; day trip; day to day
        """,
    ),
    rule(
        "R2",
        "barrier",
        "opposite",
        """
        given|had ~2 the? time; given ~1 time; gave ~2 time|days ~2 freely|willingly|gladly; plenty|enough|ample|
        lots ~1 of? time|notice|hours; everyone|people|staff|we ~3 made|found|had ~2 time; time|diaries|dates ~3
        fine|worked|easy|sorted|manageable
        """,
        unless="""
        not|no|never|nobody|didn't|don't
        """,
    ),
)
