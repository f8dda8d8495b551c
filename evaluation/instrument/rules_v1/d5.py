"""Rules of codebook version 1 for D5, clarity of offers."""

from __future__ import annotations

from evaluation.theming.codes import rule

D5 = (
    rule(
        "D5",
        "development",
        "fallback",
        """
        confus*|clear|clearer|clarity|clarify|explain*|simpl*|overlap*|duplicat*|purpose|remit|distinct*|
        differentiat*|muddl*|branding|terminology|offer|offers; mix|mixes|mixed ~1 up; who ~2 offer*|does|doing
        what; lga|dfe
        """,
        unless="""
        clear days; clear ~2 feedback|letter
        """,
    ),
    rule(
        "D5",
        "development",
        "fixed",
        """
        too many|much|several|multiple|endless|competing|overlapping|duplicat*|different|various|similar|three|four|
        two|so|another|confusing|conflicting ~4 review*|offers|offer|inspections|audits|programmes|initiatives|asks|
        visits|schemes|products|versions|names|acronyms|frameworks|challenges|strands; duplicat*|overlap*; confus*;
        ^ which|what|is ~2 review|this|offer|challenge|programme|one|it ~4 this|lga|ofsted|regional|which|
        inspection|dfe|mock|about|for|different|is; is this|it ~5 or|lga|inspection|ofsted|regional; unclear|unsure|
        muddle*|vague|blurred|muddied|clarity|clarify ~5 offer*|what|purpose|expect*|available|who|remit|role*|
        difference|aim*|which|scope|about|how|why|whether; clear|clearer|explain*|explanation|define*|understand*|
        understood|distinguish|know|sure|spell|set ~4 offer*|purpose|remit|role*|difference|aims|scope|expect*|
        criteria; know|understand|sure|explain|tell ~2 what ~3 offer*|available|for|expected|supposed; not|never|
        isn't|wasn't|nobody|no|didn't|don't|weren't|hadn't ~3 clear|sure|certain|understand|understood|know|knew|
        explained|idea ~4 what|which|why|whether|offer*|purpose|difference|for|available; thought|think|believed|
        assumed|mistook|mistaken|took|read|felt|explained ~4 inspection|ofsted|audit|mock|lga|inspector*; ^ is it|
        this a|an review|audit|inspection|lga; looked|felt|feels like ~2 inspection|ofsted|mock; how ~2 differ*|
        different|relate*|fit*|sit*|fits; how is|does ~3 different|differ|fit|relate; differ* ~1 from|between|to ~4
        lga|inspection|ofsted|review*|dfe|other|offer*|sli*|challenge|peer; same ~3 question*|thing|documents|
        information|evidence|ground ~3 twice|lga|again|asked|ofsted|others|different|times; asking|asked|ask|asks
        for ~2 same; one|single|simple|simpler|clear|clearer|joined|coherent ~2 offer|menu|guide|prospectus|
        directory|leaflet; menu of|for; join* ~1 up ~4 offer*|review*|lga|inspection|ofsted|programmes|with|the;
        mixed messages; no idea ~3 what|which|was|for|who|it|why; crowded landscape|field|market; alphabet soup;
        terminology; who ~1 does what; what ~1 is|was|it ~3 for|offered|available; align* ~4 lga|inspection|ofsted|
        review*|offers|programmes; rationalis*|streamlin* ~4 offer*|review*|asks|programmes; mock inspection;
        acronyms; jargon ~2 offers; fits|fit|sits|sit|relates|links ~3 inspection|ofsted|other|lga|alongside|
        everything; know ~1 what ~2 signing|for|getting; mix|mixes|mixed|mixing ~1 up with; who ~2 offering|offers;
        offer* ~3 simpler|clearer|simple|clear|explained|simplified; too many offers; guide to; what|which each ~1
        review|offer|visit; plain|simple guide|explanation|map|list; what|which ~2 on offer; rebrand*|branding
        """,
        unless="""
        ^ don't|dont know; training|roles ~1 clear; themselves think; changed; complement one; inspection|ofsted ~3
        week|after|phone|rings|landed; clash*; as a|an manager; who ~3 ring|phone|call; instead ~2 saying; show;
        clam; duplication ~2 data; evidence ~1 that; understand my; distance; ourselves; know ~3 works; know ~2
        other; treat it; not inspection; ideas|idea|practice; worried|wrong; wasn't inspection
        """,
    ),
    rule(
        "D5",
        "development",
        "topic",
        """
        clarity|duplication|confusion|overlap|complexity|eglurder|dryswch; clear* offer*|purpose|expectations|
        communication; clarity ~2 offer|purpose|roles; what ~2 offer
        """,
    ),
    rule(
        "D5",
        "development",
        "opposite",
        """
        everyone|all|staff|we ~2 knew|understood|clear ~3 what|why|purpose|for; offer|purpose|aims ~2 clear|
        explained|understood
        """,
        unless="""
        not|never|nobody|no|should|need*|more
        """,
    ),
)
