"""Rules of codebook version 1 for R3, capacity."""

from __future__ import annotations

from evaluation.theming.codes import rule

R3 = (
    rule(
        "R3",
        "barrier",
        "fallback",
        """
        anyone|anybody|nobody|people ~2 send|spare|free|release|cover; loss|losing|lost of? ~2 peers|staff|people|
        managers|experience*; team of ~1 one|two|three; recruit*|vacanc*|posts|analyst*|agency|trained|interim*|
        experienced|sickness|retire*|restructur*|cover|covering|understaffed|absence*
        """,
        unless="""
        restructur* ~3 service
        """,
    ),
    rule(
        "R3",
        "barrier",
        "fixed",
        """
        no|lack*|without|few|fewer|insufficient|limited|short|shortage*|dwindl*|shrink*|small|missing|reduced|
        scarce|low|diffyg ~2 staff|capacity|peers|people|reviewers|challengers|analyst*|officers|bodies|headcount|
        experts|expertise|specialist*|managers|volunteers|facilitator*|posts|hands|trained|capasiti|manpower|
        personnel; not|never enough|sufficient ~2 staff|capacity|peers|people|reviewers|challengers|analyst*|
        officers|bodies|hands|trained|managers; enough ~1 bodies|people|staff|peers|trained|reviewers|hands; too
        few; need*|more|bigger|larger ~2 capacity|analyst*|trained|staffing|specialist*|reviewers|challengers|pool;
        analyst bank|pool; bank|pool of analysts|reviewers|peers|experts; handful|few|two|one|three of us; are|is|
        we're ~1 small; team|staff|workforce|department ~2 halved|shrunk|gone|cut|decimated; releas* me|managers|
        senior|my; am ~1 the|only|sole analyst; capacity|staff|staffing|analyst*|peers|reviewers|challengers|pool|
        team|workforce|expertise|resource|resources|managers|posts|officers ~4 short|stretched|thin|limited|lacking|
        shortage*|left|leaving|leave|gone|lost|vacant|dwindl*|shrink*|exhausted|depleted|tired|scarce|sick|retired|
        moved|stressed|low|tight|unavailable|overstretched|turnover|burn*|reduced|cut|few|struggl*|missing|
        pressure*|constraint*|gap*|crisis; staff|skill*|workforce|skills|peer|reviewer|analyst|manager ~1 shortage*|
        turnover|gap*|vacanc*|sickness|churn|absence|pressure*|retention|capacity|fatigue|issues; turnover|churn;
        availability|supply|number*|release ~4 peers|reviewers|staff|people|managers|officers|leads|challengers;
        didn't|don't|haven't|not|hadn't ~1 have|had|got anyone|anybody|people|staff|enough|peers|capacity; loss|
        losing of? ~2 peers|staff|people|managers|reviewers|experienced|expertise; team of ~1 one|two; tiny ~2 team;
        vacanc*|vacant|interim|interims|agency|understaffed|short-staffed|overstretched|undermanned; acting up; same
        ~2 people|faces|peers|reviewers|ones|handful|names ~3 asked|always|again|used|every|time|each|over|do|carry;
        one|single|only|1|half|two ~2 analyst|person|officer|analysts|data; only|just|single-handed|singlehanded ~1
        one|two|1|2|three ~3 analyst*|people|person|peers|officer*|reviewers|us|trained|manager*|staff; data
        officer|analyst; trained ~4 left|gone|moved|retired|few|lack*|not|no|lost|enough|leave|leaving; cannot|
        can't|couldn't|not|unable|hard|harder|difficult|struggle*|couldn't|cant ~4 release|releasing|spare|recruit*|
        field|supply|lend|find|get|replace|staff|resource|fill ~4 people|staff|officers|peers|managers|reviewers|
        anyone|team*|lead*|directors|ads|them|senior|specialist*|challengers|enough|posts|person|dcs; releas* ~4
        staff|people|officers|managers|senior|peers|anyone|directors|them|ads; we're|we|team|council|authority|pool|
        are ~3 too small|thin|stretched|few|lean|tired; too thin|stretched|few|lean; too small ~1 to; we|we're|team|
        council|authority ~3 so|very small|thin|stretched|lean; small ~2 authorit*|council*|unitar*|team|teams|pool;
        spread ~2 thin; exhausted|burnt|burned|knackered|fatigue*; nobody|noone ~1 left|to|available|spare|free ~3
        send|lend|spare|replace|release|do|cover|them|run|lead; bodies; lacked|lacking|without|missing|needed|short
        ~3 peer|reviewer|analyst|specialist|expert|lead|challenger|health|send|facilitator|lead|people|staff;
        training ~4 reviewers|peers|challengers|lead|leads|team; reviewers|peers|leads|reviewer|challengers|leads ~4
        trained|training|untrained|inexperienced|depth|compulsory; out ~2 depth|people; pool ~5 shrink*|small|
        dwindl*|peers|thin|trained|few|reviewers; lost ~4 staff|managers|analyst*|peers|people|team|posts|half; cut|
        cuts|taken ~7 people|posts|staff|team; recruit* ~3 retain|retention|difficult*|problem*|hard|crisis|peers|
        social|issue*; losing|lose ~3 people|staff|trained; on|off maternity|sick|leave; too|so|already|is|are|were|
        staff|team|resources ~1 stretched; key person|post; succession|single point; team ~3 carrying|under
        """,
        unless="""
        no time for people|those; cost*|price of; @data ~5 late|after|wrong; few of; no problem|difficulty|trouble;
        managers|people|staff into; national pool; too small ~2 matter; people thought; few|little appetite|
        interest|willing*; same six councils; no evidence; no shortage; children ~2 leave|left; social workers left;
        small groups; people on|came; my|our ~3 confident|promoted; skilled; no|not ~2 staff|people ~2 know|knew|
        idea|aware|told; staff ~4 no|not ~2 idea|clue|aware; staff morale; need* ~3 confiden*; no longer ~2
        isolated; few ideas; dozen ideas; no surprise; more ~2 people ~2 pick; reluct*; nobody ~2 wanted|host; left
        off; small districts; saying where; need ~2 know; buy in; learn*; members|councillors|frontline|politicians;
        left ~1 us|feeling; other*|region|elsewhere|outside|regions ~2 peers; peers ~3 other|elsewhere|region|
        outside|yorkshire|north|south; people ~3 region
        """,
    ),
    rule(
        "R3",
        "barrier",
        "topic",
        """
        ^ ~2 staff|people|peers|reviewers|bodies|skills|expertise $; capacity|staffing|headcount|turnover|vacancies|
        resources|analysts|workforce|manpower|recruitment|retention|capasiti|personnel|churn|sickness|shortages|
        staffio|resource|resourcing|understaffed; trained peers|reviewers; staff turnover|shortages|sickness; enough
        bodies|people|staff|peers
        """,
        unless="""
        get|got hold; good|great|right|lovely people|staff; staff|people ~4 idea|clue|aware|knew|know; @data ~4
        late; staff|people ~3 think|thought|see|feel|felt; some|most|other people|colleagues|councils|staff; people|
        peers who|that|on; reluct*; fear; open; members; to have peers; staff ~1 keen; financial resources
        """,
    ),
    rule(
        "R3",
        "barrier",
        "opposite",
        """
        no|never|without|isn't shortage|lack|shortfall|dearth of; plenty|enough|ample|lots ~1 of? staff|people|
        peers|volunteers|capacity|reviewers|numbers; have|had|got ~1 numbers|people|capacity|staff; dedicated team;
        capacity ~3 fine|sorted|adequate|good
        """,
        unless="""
        not|never|don't|didn't|nobody; if; no longer|more; no|shortage time|money|funding|cash
        """,
    ),
)
