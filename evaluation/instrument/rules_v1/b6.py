"""Rules of codebook version 1 for B6, sharing good practice."""

from __future__ import annotations

from evaluation.theming.codes import rule

B6 = (
    rule(
        "B6",
        "benefit",
        "fallback",
        """
        compare*|comparing|idea*|tool*|template*|innovat*|inspir*|example*|elsewhere|replicat*|transfer*|model*|
        toolkit*|adopt*; used|use|uses|using our|their|others'; how ~3 councils|others|other|places|neighbours|
        authorities; practice ~3 shar*|spread*|from; both ways|two way; other|others councils|authorities|places do|
        did|do
        """,
    ),
    rule(
        "B6",
        "benefit",
        "said",
        """
        showcas*|showcased; share|shared|sharing ~3 tools|rotas|templates|forms|protocols|documents|policies; @gave
        ~4 good|best|excellent|innovative|effective practice; good|best|excellent|innovative practice ~4 shared|
        spread*|exchanged|travel*|adopted|passed|circulated|picked|between|across|elsewhere; practice|practise
        shar*; @gave ~3 @idea; @idea ~4 shared|swapped|exchanged|travelled|spread|passed|circulated|copied|borrowed|
        adopted|lifted|adapted|stolen|taken|pinched|picked; borrow*|copied|copy|copying|pinch*|stole|steal*|stolen|
        nick*|emulat*|replicat*|magpie*|imitat*; took|taken|brought|bring|adopt*|adapted|adapting|lifted|import*|
        transplant* ~4 @idea; took|brought|taken|bring ~4 home|back; us*|using|use|introduced ~1 their|medway's|
        another's|someone ~3 @idea; we use|used their|another|same; learn*|learnt ~3 from ~3 others|other|each|
        another|best|neighbour*|elsewhere|what|different|successful|good|peers|host*|them|councils|authorities;
        learn* ~2 different|best|good ~1 practice*|ways|approaches; see*|saw|seeing|look*|observ* ~3 how|what|ways
        ~5 other*|do|does|did|tackle*|works|work|elsewhere|neighbour*|authorit*|doing|council*|they; see|saw|seeing|
        visiting ~3 good|best|excellent|different|other* practice|work|approach*|ideas; reinvent* ~2 wheel;
        council*|authorit*|others|places ~3 use|used|using|adopted|copied|taken ~1 our; compare* ~3 how; cross
        fertilis*|pollinat*; new|fresh|dozen|best|good|lots|many|plenty|few|couple|great|useful|some|different|
        cracking|steal|practical|variety|range|of|several|three|two ~3 idea*|example*; idea* ~5 from|away|home|used|
        running|travelled|elsewhere|swap*|back|inspired|steal; inspir* ~4 idea*|approach*|others|seen|saw|variety|
        practice|what; practice|cracking|good|useful|real ~1 example*; what ~1 works ~4 elsewhere|others|shared|
        other; copying|doing what works; showcas*|show* off; our|my|their ~6 adopted|copied|taken up|borrowed|
        replicated|used ~2 by|elsewhere|in|now|across; taken|took up by; @idea ~3 came from|via; asks and offers;
        came|come|travelled|imported to us|here from|via; neighbour*|council*|peer*|host*|they|team ~3 shown|showed
        us|me ~1 how|their|this|its|whose; shown|showed us $; trialled|piloted|tried|testing|trialling ~6
        neighbour*|seen|shown|saw|another|host*|elsewhere|theirs|their; seen|saw ~2 elsewhere|there; learn*|learnt
        ~8 other|another council*|authorit*|area*|place*; oddi wrth eraill; someone else's ~2 @idea; discover*|
        found|find|finding|pick* ~2 new|different|other|better solutions|ways|approaches|answers; different|new|
        fresh|other|alternative|practical solutions|approaches; ideas ~1 theirs|ours; what ~1 good looks; seeing|
        saw|see ~2 what good; benchmark* ~1 ourselves|against; from another council|authority|area; ^ their ~3
        @idea; use|uses|used|using ~3 council*|host's|another|visiting|neighbour*|else's ~3 @idea; modelled|based on
        ~2 host*|their*|another|council*|neighbour*|theirs; learn* how they|others|another|other; came|come|went|
        back|home|away back|home|away|with with? ~3 idea*|their|dozen; came|brought|come home with|in; tried ~1 it|
        them; after watching|seeing; told me they; shamelessly|gladly ~2 adopted|copied|borrowed|stole|stolen;
        lookout for ~3 ways|ideas; shared ~1 learning|tools|templates|resources|policies|protocols|examples|
        practice|ideas; exchange|exchanges|exchanging|swap|swapping ~3 idea*|practice|notes|experience*|documents|
        approaches; compare*|comparing notes; travelled here|home|across|from; now used|using|working ~1 here|in|
        across; send|sent|sends ~3 tool*|template*|protocol*|audit|form*; passed ~2 round|around|on|across; tried ~2
        elsewhere|another; idea ~3 up ~1 running; cherry pick*
        """,
        unless="""
        copy of|for; duty rota; need ~2 share; data|dataset|datasets|analyst|facilitator|information shar*; shar* ~2
        data|dataset|analyst|facilitator|information|costs|responsibility|burden|dataset; weakness* ~2 shar*
        """,
    ),
    rule(
        "B6",
        "benefit",
        "fixed",
        """
        no|not|without|stop*|don't ~3 reinvent* ~2 wheel
        """,
    ),
    rule(
        "B6",
        "benefit",
        "topic",
        """
        shar* ~2 practice|ideas|learning|knowledge|innovation|tools; practice|knowledge|idea shar*; good|best
        practice; ideas|syniadau|innovation|examples|rhannu; arfer da|orau; learning from ~3 others|each|another|
        best|other; shared learning|tools|ideas; practice examples
        """,
        unless="""
        shar* ~2 data
        """,
    ),
    rule(
        "B6",
        "benefit",
        "opposite",
        """
        got|gained|received|brought nothing back|in; nothing ~2 shared; gave ~3 got nothing; nothing ~2 share*|back|
        borrow|copy|new ~1 ideas; no|few ~1 new ~1 ideas; nothing ~2 came back; one way traffic|street; kept ~3
        themselves
        """,
    ),
)
