"""Rules of codebook version 1 for D2, timely, accurate data."""

from __future__ import annotations

from evaluation.theming.codes import rule

D2 = (
    rule(
        "D2",
        "development",
        "fallback",
        """
        data|figures|stats|statistics|dashboard*|benchmark*|numbers|pack|packs|definitions|intelligence|
        spreadsheet*|indicators; real time; information ~3 earlier|sooner|timely|late|advance
        """,
        unless="""
        data protection|officer
        """,
    ),
    rule(
        "D2",
        "development",
        "fixed",
        """
        @data ~5 late|later|delayed|overdue|old|stale|outdated|dated|historic|behind|slow|lagged|wrong|inaccurate|
        incorrect|unreliable|incomplete|inconsistent|missing|poor|patchy|misleading|flawed|useless|unusable|errors|
        mistakes|disputed|contradict*; @data ~4 after; @data ~5 out of date; @data ~4 full|riddled ~1 of|with; @data
        ~5 not|never|didn't|wasn't|weren't|isn't|aren't ~4 time|ready|there|match*|reliable|right|accurate|current|
        arrive*|comparable|come|received|available|timely|trust*|agree|add|up|recognise*; late|stale|old|outdated|
        dated|inaccurate|wrong|poor|unreliable|incorrect|incomplete|inconsistent|patchy|conflicting|delayed|
        incomparable|bad|dodgy|duff|ropey|year's|years|last ~2 @data; last|previous year's|years|year ~2 @data;
        @data ~3 year*|months|weeks|eighteen|2|two ~2 old|back|ago|late|behind; wrong neighbour*|comparator*|
        figures|numbers|denominator*|data|council*; out of date; more|better|timely|timelier|accurate|reliable|
        robust|live|current|fresh|fresher|quicker|faster|earlier|comparable|consistent|shared|common|agreed|core|
        regular|quality|usable|good|real|up|date|recent|latest|monthly|quarterly|local ~3 data|dataset*|figures|
        numbers|statistics|stats|intelligence|information|benchmark*|comparator*; @data ~4 more|earlier|quicker|
        faster|sooner|timely|timelier|quarterly|monthly|real|live|refresh*|consistent|accurate|reliable|better|
        improved; cannot|can't|couldn't|no|not|never|without|struggle* ~4 get|find|trust|reliable|comparable|hold|
        have|rely|current|timely ~4 @data; no|lack*|not|without|diffyg ~3 comparable|comparator|benchmark*|reliable|
        timely|current|useful|data|up-to-date|figures; waiting|waited|wait|chas* ~4 @data; @data ~6 arriv*|came|
        come|turned|sent|landed|received|available ~4 after|late|day|night|before|morning|eve|last|too|scoping|
        weeks; @data ~4 too late; two versions|sets of|different ~2 @data; @data ~4 disagree*|bore no|differ*|
        argument|argued|quibbl*|dispute*|bear no; robust intelligence; regional report ~3 earlier; earlier ~5 @data|
        report; data cywir|amserol|hwyr; live|timely data; challenged on figures|data|numbers; data ~2 quality|
        issues|problems|lag|gaps|sharing; data please; data ~1 isn't|wasn't|is poor|not; by ~2 time ~2 data|pack|
        figures; health|police|school* ~2 data; @data ~4 scoping|before|night; dataset ~5 missing|needed|region;
        data ~4 format|definition*; agree* ~2 dataset|data|figures|numbers
        """,
        unless="""
        data officer|analyst*|team|protection; no time; number of|days|people|visits|weeks; huge|large|small|any|
        good number; fine; have ~1 numbers; data ~4 arrived|came on time; proof
        """,
    ),
    rule(
        "D2",
        "development",
        "topic",
        """
        data|datasets|benchmarking|benchmarks|comparators|statistics|figures|timeliness|data|information|stats|
        dataset; data quality|pack|packs|accuracy|timeliness; timely ~2 data
        """,
        unless="""
        baseline data; data officer|analyst*|team|protection|person; more information about|on
        """,
    ),
    rule(
        "D2",
        "development",
        "opposite",
        """
        @data ~4 on|in|bang ~1 time; @data ~4 right|accurate|timely|excellent|reliable|spot|good|fine|first|up|
        useful|clear|helpful|comprehensive|prompt|usable|sound; accurate|excellent|timely|reliable|good|useful|
        helpful|great data|pack|figures
        """,
        unless="""
        need*|should|want|please|late|wrong|more; not ~3 time; data officer|team; give us
        """,
    ),
)
