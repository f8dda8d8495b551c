"""Rules of codebook version 1 for R1, funding."""

from __future__ import annotations

from evaluation.theming.codes import rule

R1 = (
    rule(
        "R1",
        "barrier",
        "fixed",
        """
        not|never|nobody|isn't|wasn't|weren't|aren't ~1 paid|funded|reimbursed|refunded|financed; financ*|budget*|
        money|funding ~3 dire|terrible|bad|poor|parlous|desperate|precarious|fragile|worse|grim|stretched|awful;
        travel|hotel|accommodation|train cost*|bill*|expense*; not|never ~1 enough ~1 money|funding|cash|budget*|
        resourcing; no|lack*|without|little|less|insufficient|limited|reduced|diffyg|zero|short|shortage ~2 money|
        funding|funds|cash|budget*|grant*|resourcing|arian|cyllid|finance*|backfill; budget*|funding|grant|grants|
        money|cash|funds|pot|subsid*|backfill ~4 cut|cuts|shrink*|tight|ends|end|ended|ending|stops|stopped|stop|
        gone|withdrawn|reduced|squeezed|limited|runs|ran|dries|dried|short|scarce|uncertain|insecure|expire*|
        finish*|lapse*|out|pressure*|slashed|disappear*|frozen|freeze|gap; cannot|can't|couldn't|not|never|hard|
        harder|struggle|difficult|unable|cant|longer|won't|wouldn't ~3 afford|fund|pay|financ*|backfill|reimburse;
        own budget*|pocket|pot|money ~2 paid|pays|met|covered; who ~4 fund|pay|foot; who|nobody|nobody's|no ~3 pays|
        paid|pay|reimburs*|fund*|funds|refund*; paid|pay|paying|met|came|comes|come|funded|fund|find|found|subsidis*
        ~4 own|ourselves|our|training|existing ~2 pot|budget*|pocket|money|base|reserves; cost|costs|costing|
        expense*|hotel*|travel|accommodation|fees|invoice|trains|mileage ~5 add|adds|high|prohibitive|fortune|too|
        rising|reimburs*|us|came|mount*|burden|expensive|lot|unaffordable|problem|barrier|issue|much|recover*|
        backfill|own|pot; cost*|spent ~2 us|council* ~3 fortune|money|thousand*|lot|£|too; too|so|very|
        prohibitively|quite|is expensive|costly|dear; justify ~3 spend*|cost*|expense|expenditure; savings target*;
        million ~2 savings|cuts; unfunded|underfunded|skint|austerity|unaffordable|penniless|broke; financial|
        financially|fiscal|money|cost|budget|budgetary ~1 pressure*|constraint*|worries|crisis|challenge*|position|
        difficult*|problem*|stretched|situation|cuts|limits; section 114|s114; pay|paid|paying ~2 cover|agency|
        travel|backfill|supply|locum*; hidden|extra|additional|associated|rising|high cost*|expense*; happens|happen
        ~3 grant*|funding|money; funding|financed|funded|money|paid|grant ~3 until|till|only|short|one; secur*|
        find*|future|continued|sustainab*|long-term|long ~3 money|funding|budget|grant; council* ~5 budget* ~5 cut;
        invoice; taken|cut|cuts ~5 cash|money|budget*; means no money; no money; money money; price|cost of; paying
        for; out of ~3 pocket|budget|pot
        """,
        unless="""
        broke ~1 down|into|off|up|her|his|their|the|new|ground;
        nobody ~3 paid attention; saved ~2 money; public money; balanced ~1 its|our budget; budget committee; waste
        ~2 public; cost|costs ~1 me|us|you|them ~2 time|day|days|week|weeks|hours; budget council|setting|meeting;
        diary|diaries ~2 pressure; cut ~2 time|waiting|delay*; need* ~2 money; value for money; put* ~3 penny
        """,
    ),
    rule(
        "R1",
        "barrier",
        "fallback",
        """
        spend|spending|savings|taxpayer*|afford*|expensive|economic|financial*|pay|paid|price|£|saving|resourcing
        """,
        unless="""
        time ~2 spend; pay attention
        """,
    ),
    rule(
        "R1",
        "barrier",
        "topic",
        """
        @money; arian|cyllid
        """,
        unless="""
        saved ~2 money; public money; balanced ~2 budget; budget committee; pay attention; pay|paid off; pot luck;
        data pack; waste ~2 public; value for money; price of; put* ~3 penny
        """,
    ),
    rule(
        "R1",
        "barrier",
        "opposite",
        """
        travel|hotel|cover|backfill|costs ~2 paid|covered|funded|reimbursed|fine; no cost|costs; region|grant|cib|
        government|partner covers|covered|met ~2 cost*|travel|fees|backfill|cover; at|with no|little|minimal ~2
        cost*; cost*|cost ~2 nothing|little|peanuts; cost* ~2 next to nothing; free of charge|cost; fully|well|
        properly|generously funded; @money ~3 fine|covered|plentiful|sufficient|adequate|available|sorted; grant ~2
        covered|paid|meant; region|grant|cib|government pays|paid; backfill ~3 paid|covered|funded
        """,
        unless="""
        not|nobody|no|never|only|until; money ~3 from|own pot
        """,
    ),
)
