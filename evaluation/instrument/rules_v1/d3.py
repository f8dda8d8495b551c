"""Rules of codebook version 1 for D3, cross-regional working."""

from __future__ import annotations

from evaluation.theming.codes import rule

D3 = (
    rule(
        "D3",
        "development",
        "fallback",
        """
        national*|elsewhere|outside|bubble|further|nationwide|abroad|scotland|wales|london|regions|midlands; next
        door; other parts|ends|regions|areas; mix*; @council ~3 similar|different|like|comparable; different ~1
        councils|places|areas|peers|faces|perspectives
        """,
        unless="""
        outside ~3 hours; national policy|framework|government|funding
        """,
    ),
    rule(
        "D3",
        "development",
        "fixed",
        """
        cross|inter|multi|between|across regional|region|regions; cross-regional|interregional|inter-regional|
        cross-border|cross-region; between|across|all|nine|more ~2 regions; nine ~1 regions; other|another|
        different|neighbouring|outside|beyond|eastern|northern|southern|western|wider ~1 region|regions|regional;
        peers|peer|challenger*|reviewer*|dcs|director*|people|team*|somebody|someone|anyone|visitor*|lead|
        colleagues|us|leads|eyes|expertise ~4 from|somewhere ~3 elsewhere|outside|afield|another|beyond|other|away|
        north|south|east|west|yorkshire|london|midlands|cumbria|england|different|nationally|part; outside|beyond|
        out ~2 region|patch|area|regional|own|boundar*|bubble|county|border*; further|farther afield|away; national*
        ~1 event|brokerage|exchange|pool|network|learning|register|conference|sharing|forum|platform|library|
        programme|peer*|bank|team|meeting|database|approach|coordination|brokering|level; nationally|national ~3
        better|learn*|shar*|mix|share|peers|pool; know each other too well|much; too|gets|getting|get|becoming|very|
        rather|all ~1 cosy|incestuous|insular|parochial|inward|familiar|comfortable|friendly|chummy|cozy; insular|
        parochial|incestuous|inward; same|only ~2 councils|people|neighbour*|authorities|region|peers|reviewers|
        each|visit* ~4 alike|think|see|each|meet|again|round|time|every|other|neighbours|talk|ever; only ~2 ever?
        see|meet|visit|talk|compare|work|know|learn ~2 neighbour*|each|ourselves|same|other|region|ourselves; mix ~2
        more|regions|councils; paired|pair|twin*|buddy|buddied|matched|link*|partnered|partner|connect|swap|exchange
        ~5 elsewhere|another|other|region*|london|similar|part|city|east|nine|further|north|south|outside|
        nationally; connect ~2 regions|nine|region; buddy|pair|twin|team up; london|south|north|east|west|midlands
        ~4 buddy|pair|twin; similar ~4 another|other|elsewhere|country|part; somewhere else|different; from ~2
        north|south|east|west|yorkshire|london|midlands|elsewhere|outside|cumbria|cornwall|afar; other ~1 end|side|
        part|half ~2 england|country; learn*|learning|lessons ~3 from ~2 other|elsewhere|nationally|regions|
        national|outside; beyond ~2 own|patch|neighbours|usual|region; fresh|external|independent|outside eyes|
        faces|peers|blood; borrow ~4 elsewhere|another|region; region next door; bubble; up north; down south; other
        regions; learn* ~3 from ~2 london|others|elsewhere|yorkshire|midlands|scotland|wales|ireland; learn* ~6
        nationally; rather than ~5 next door; not ~4 next door; always ~2 neighbours
        """,
        unless="""
        distance; no|not ~2 need ~3 outside; used ~3 outside; officers from elsewhere; national figures|data|
        funding|money; same days|week|day|time; same six people; travel*
        """,
    ),
    rule(
        "D3",
        "development",
        "topic",
        """
        cross regional|region; inter|wider|other|outside regional|regions|working|learning; nationally|
        interregional|cross-regional|insularity|parochialism; national learning|peers|sharing; external peers; traws
        ranbarthol|rhanbarthol|traws
        """,
    ),
    rule(
        "D3",
        "development",
        "opposite",
        """
        already ~3 cross regional|region; peers ~3 from ~3 other|outside ~2 region ~4 useful|excellent|great|
        brilliant|helpful|good|worked|refreshing
        """,
    ),
)
