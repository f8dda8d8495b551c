"""Rules of codebook version 1 for B2, early help to councils."""

from __future__ import annotations

from evaluation.theming.codes import rule

B2 = (
    rule(
        "B2",
        "benefit",
        "fallback",
        """
        struggl*|inadequate|weakest|weaker|slide|sliding|wobbl*|intervention|flounder*|crisis|rescue*|propped|
        mobilis*|triage*|deploy*|drafted|trouble|vulnerable; support|help|attention ~4 within|quickly|early|first|
        arranged|reached; most attention|need|help; propped up; noticed|spotted|identified; sooner|earlier|early
        """,
        unless="""
        child*|famil*|young|parents; schools
        """,
    ),
    rule(
        "B2",
        "benefit",
        "said",
        """
        target*|targeting|direct*|focus* ~3 at|on|to ~1 @council ~3 @needy; sent ~2 team|people|managers ~1 to help;
        lent|loaned|seconded within|inside|early|quickly; were lent|loaned|seconded ~3 within; region*|regional|
        peers|others|neighbour*|sector|support|help|colleagues ~3 rallied|stepped|moved|rushed|mobilis*|acted;
        stepped in; rallied round|around; help|support|assistance|resource* ~4 early|earlier|quickly|sooner|
        promptly|within|immediately|fast|before|inside; @needy ~4 @council ~5 help*|support*|offered|early|sooner|
        quick*|spotted|identified|lent|mentor*; @council ~4 @needy ~6 help*|support*|early|earlier|sooner|quickly|
        identified|mentor*|first|offered|sent; support|help|resource*|attention ~3 went|goes|targeted|directed|
        reach*|to|for|where|whoever ~4 @needy|need|inadequate; early|earlier warning|intervention|alert|support|
        sight|identification; targeted|intensive|intensively support|help; before ~3 wheels|things|problems|it|
        inspectors|inspection|ofsted|intervention ~3 off|wrong|worse|came|arrived|did|slid|crisis|bad|escalat*|
        call*|failed|notice*; before ~2 inspector*|ofsted; before ~2 unravel*|deteriorat*|spiral*|got|boil*; rapid|
        swift|speedy|prompt|immediate deployment|response|support|help|assistance; @council ~4 drift*|slipping|
        sliding|falter*|wobbl* ~4 support*|help*; support|help|deploy* ~4 drift*|slipping|sliding|falter*; @council
        ~3 slide|sliding|slipping|struggling|wobbling ~5 noticed|spotted|propped|helped|supported|picked; weakest|
        weaker|struggling|neediest ~3 most|first|priority|attention|help|support; bespoke|tailored|targeted|
        intensive support|help|package; before ~2 off|wrong|crisis|late|slid|inspection|ofsted|inspectors|collapse*;
        see|saw|seen|spot|spots|spotted|catch|caught|pick* ~4 dip|early|problem|slide|slip|decline|trouble;
        prevention|preventative|pre emptive|preemptive; lent|lend|loaned|seconded|sent|offered ~5 @council|us|them
        ~3 @needy; lent|loaned|seconded|sent us|them|one|someone ~3 within|weeks|days|early|quickly; before ~3
        asked; sent ~2 managers|people|ads|help ~3 within|weeks|days|early; lent|loaned|seconded|provided|supplied
        ~4 manager*|ad|ads|head|director|worker*|mentor|dcs|team|officer ~5 within|weeks|early|days|before|@needy|
        intervention; mentor* ~4 within|inside|lined|weeks|days|alongside; alongside ~3 @council ~3 before|early;
        asked ~3 help ~3 came|got|arrived|there; offer*|offered ~3 before ~3 asked; ring|ask|asked|asks|call* ~3
        help|assistance|support ~2 early|earlier|before; priorit* ~3 @needy|behind|most|need; put|puts|putting ~2
        help|support|resource* ~5 need*|risk|where|highest; get|got|getting ~2 to|in ~2 them|councils|authorities ~2
        sooner|earlier|early|quickly; get|got|getting ~2 people|managers|peers alongside; offering|offer|provide|
        providing peers|support|help ~4 need; when ~4 rating*|grade|judgement|inspection ~4 region|support|help;
        steadied ~3 before; @council ~3 most ~2 need; help ~2 @council ~2 need
        """,
        unless="""
        family|families|parents|child|children's centres|hubs; help|support ~3 children|families|young|parents; our
        early help; early help service*|team*|offer|hub*
        """,
        sentence_wide=True,
    ),
    rule(
        "B2",
        "benefit",
        "topic",
        """
        early|earlier support|help|intervention; targeted support; early warning; prevention; support ~2 need; those
        ~2 need; cymorth cynnar; priorit* ~3 behind|need
        """,
        unless="""
        family|families|parents|hub|hubs; our early help; for early help; does|do early help
        """,
    ),
    rule(
        "B2",
        "benefit",
        "fixed",
        """
        before ~2 wheels ~2 off; too late now ~2 sooner; now ~3 get to them sooner|earlier; didn't|not wait|waiting
        for ofsted|inspection|inspectors
        """,
    ),
    rule(
        "B2",
        "benefit",
        "opposite",
        """
        help|support ~2 only|arrived|turned|came ~5 after|late; too late to help; help|support ~3 too late; nobody|
        no ~1 came|stepped ~2 help|in; left to sink|it|struggle; no ~1 help|support ~2 came|offered|arrived|reached|
        until; nobody noticed|helped
        """,
    ),
)
