"""Rules of codebook version 1 for B5, professional development."""

from __future__ import annotations

from evaluation.theming.codes import rule

B5 = (
    rule(
        "B5",
        "benefit",
        "fallback",
        """
        chance|chances|opportunit* to ~2 lead|learn|grow|see|visit|shadow|chair; stretch*|career*|understanding|
        experience|training|courses|course|promotion|promoted|grow*|qualif*|mentor*|deputies|aspiring; built|build
        ~4 understanding|capacity|leaders; i ~3 better|learn*; new skills; useful for me|my|managers|staff
        """,
        unless="""
        buy in; validat*
        """,
    ),
    rule(
        "B5",
        "benefit",
        "said",
        """
        @us|@person ~4 learnt|learned|learn|learns; @person|@us ~4 grew|grown|developed|matured|blossomed ~4
        confiden*|leader*|personally|professionally|skill*|as|lot|from|hugely|role; grew|grown|grow ~2 confiden*|
        personally|professionally|as|lot; improve*|develop*|increase*|gain*|built|build|boost*|grew|broaden*|new|
        better|enhanc*|picked|sharpen*|raised|acquired|deepen* ~4 skill*|confidence|knowledge|leadership|expertise|
        insight*; skill*|confidence|knowledge|leadership|understanding ~5 improved|grown|grew|better|increased|
        developed|up|boosted|strengthened|enhanced|broadened; professional|personal|leadership|career|staff|my|own|
        individual|management|workforce|people's|talent|self development|growth|learning; develop*|development ~2
        for me|myself|visitors|leaders|managers|staff|individuals|them|people|peers|personally; best|great|
        excellent|fantastic|good|brilliant|superb|finest|invaluable|cheapest|real ~2 cpd|training|course|learning|
        development|induction|experience|education; taught|teaches|trained ~2 me|us|my|our|them|staff|managers;
        taught me|her|him; learning|learned|value|valuable|useful ~3 those|visitor*|visiting|team|going|reviewer*|
        peers|challenger* ~3 as; learning for|of ~1 those|visitors|me|peers|individual*|reviewers|everyone;
        visiting|visit|being|going|acting|serving|leading|sitting ~5 taught|learn*|development|experience|training|
        confiden*|education|stretch*; came|come|returned|came back|went|come ~2 ~3 more|far confident|skilled|
        energised|rounded|better; more|far|much|newly confident|skilled|rounded|assured|capable; promoted|promotion;
        step*|stepped ~1 up ~2 to|into|role; shadowed|shadowing; chance|chances|opportunity|opportunities to ~1
        lead|learn|grow|shadow|step|chair|see; built|build|grew|improved ~3 understanding of; coaching|mentoring
        skills|for|me|helped|from|has; i ~1 now ~1 chair|lead|manage|listen|scrutinise|ask|supervise|approach|
        question|run|understand|feel|prepare; better|stronger|improved|more ~2 leader*|manager*|director|chair|
        scrutin*|practitioner*|auditor*; better at ~1 job|leading|chairing|challeng*|my|scrutin*; i ~3 differently;
        develop*|developed|sharpened|honed|grew ~1 my|our own; critical thinking; found ~1 her|his|their|my voice|
        feet; step change|growth ~2 leader*|manager*|me; out of ~2 comfort zone; learned|learnt ~2 lot|huge|loads|
        great|so|more|masses|deal|enormous*; opened my eyes; widened|broadened|expanded my|their|our; reminded me;
        made me a|more|better|want; i ~1 changed ~1 how|my; push|courage to apply|step; i|me ~3 personally; learn*
        ~1 how to; made ~1 me ~2 better|grow|confident|rethink|think; understand|understanding|understood ~2 my
        role|job|brief|responsibilit*; confidence to; gave|given|gives|giving me|us|them|her|him|staff|managers|
        people|leaders ~2 confidence|skills|insight|experience; broaden* ~2 horizons|experience|mind|view*|outlook;
        stretch*|stretched ~2 me|them|managers|my|staff|people|assignment*; induction|apprenticeship|masterclass|
        mba|masters; courses|training|workshop* ~5 excellent|good|useful|helped|great|brilliant|invaluable; talent|
        future leaders|succession|career*; skills i|we|they; development opportunit*; opportunit* ~2 for
        practitioners|staff|managers|deputies|people|ads|me; invaluable ~1 for ~2 me|new|my; learning curve
        """,
        unless="""
        learn* to trust|be|share|listen; leadership team; oddi wrth; learn* ~7 other|another council*|authorit*|
        area*|place*; learn* that we; learn* how they|others|another|other; learn* ~4 from what|others|each|best|
        other; different|good practice*; skills ~1 gap|shortage; need* training; workforce development strategy
        """,
    ),
    rule(
        "B5",
        "benefit",
        "topic",
        """
        cpd|learning|dysgu|development|confidence|skills|training|coaching|mentoring|leadership|hyfforddiant|hyder|
        sgiliau|knowledge|experience|upskilling; professional|personal|staff|leadership|workforce development;
        learning opportunit*; personal growth; self development
        """,
        unless="""
        learning from; learn* ~4 others|best|each|other; organisation* development; experience ~3 buy; learning
        disabilit*; lived experience; shared learning; regional learning; learning across|between
        """,
    ),
    rule(
        "B5",
        "benefit",
        "opposite",
        """
        learnt|learned|taught|learn ~2 nothing|little; nothing new; nothing ~2 learn*|taught; no|little learning|
        development|cpd
        """,
    ),
)
