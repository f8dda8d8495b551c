"""Rules of codebook version 1 for B4, openness, trust and challenge."""

from __future__ import annotations

from evaluation.theming.codes import rule

B4 = (
    rule(
        "B4",
        "benefit",
        "fallback",
        """
        flatter*|judg*|inquisitive|curious|defensive|uncomfortable|blunt*|assumption*|perspective|objective*|
        independent|truth*|complacen*|tough|spotlight|unvarnished|rigour|rigorous|impartial|outsider*|warts|outside|
        external; pair|set of eyes; told us|me; fall|fell|falling short; fresh|outside|external look|eyes|view|
        perspective|pair; thought|think ~2 differently|again|harder
        """,
        unless="""
        external validation; outside ~3 school|hours; tough times
        """,
    ),
    rule(
        "B4",
        "benefit",
        "said",
        """
        @candour ~3 culture|climate|conversation*|discussion*|dialogue|feedback|environment|atmosphere|debate|light|
        friend*|questions|about|with|tone|team|reflection*|space|way|organisation|again|other|normal; culture|
        conversation*|discussion*|dialogue|feedback|tone|ethos|environment|atmosphere|diwylliant|climate|debate|
        team|letter|peers|visitors ~5 open*|honest*|candid*|frank*|challeng*|agored|trust*|critical|non-judgemental|
        gonest|probing; more|very|really|genuinely|be|being|been|were|was|so|quite|become|became|feel|felt|properly|
        brutally|totally|people|we ~1 open|honest|candid|frank|transparent|reflective|self-aware|challenged|
        honestly|straight|openly|critical|aware|vulnerable; @told ~4 @fault; @told ~3 what|where ~4 wrong|worried|
        proud|think|mean|need*|struggl*|stuck|change; say|said|ask|asked ~3 difficult|hard|uncomfortable|awkward|
        unsayable|really|think|honestly|tough; straight about|with; ask* ~2 ourselves; hard|tough|awkward|difficult|
        uncomfortable|searching|probing|right|good|challenging|questions|penetrating|unflinching question*|
        conversation*|truth*|message*; home truth*; found|realised|learned|discovered ~2 we ~2 not|too|had|didn't;
        stung; without ~2 judged|judgement|blame|fear|embarrassment; understanding|understand|view|picture|know|
        knowledge of? ourselves; admit|ask for ~1 help; licence to; elephant ~2 room; face* up|facts; humility; did
        @not flatter|spare|flinch; pair of eyes; told us ~3 things|what|truth|straight|would; less defensive; hear|
        face|take|accept|welcome|give ~1 bad news|criticism|feedback; bad news; not|never ~1 let ~2 off; own ~2
        mistakes|failings; grown up conversation*|debate*|discussion*|challenge; difficult|tough|hard messages|
        message|feedback|things; stop* ~1 pretending|performing|hiding; fall|fell|falling short; show*|showed|shown
        ~7 proud|worst|wrong|messy|worried; honest letter|report|account|picture|review|assessment|appraisal;
        stopped congratulating|pretending|blaming|kidding|hiding; mirror ~4 us|held|up|ourselves|front; held ~2
        mirror; blind spot*; stopped seeing|noticing; trust between|across|among|in|grew|grown|has|is|each|built|
        and|of; built|build|grown|growing|more|mutual|greater|based|increased|deeper|real|developing|enough|
        atmosphere|developed|climate|genuine|earned|gained|sense ~2 trust; safe space|place|environment|setting|
        enough; critical friend*; constructive|robust|honest|healthy|supportive|genuine|rigorous|respectful|proper|
        good|real|appropriate|fresh|external|effective|stretching ~2 challeng*; challenge ~2 assumptions|thinking|
        each|ourselves|complacency|us|orthodox*; challenged ~2 us|our|my|me|ourselves|each|robustly|well; question*|
        questioned|rethink|reconsider|examine* ~3 assumption*|ourselves|own|what|practice|everything; supportive ~2
        challeng*; support* and challeng*; self aware*|awareness|reflection|reflective|critical|knowledge|evaluation
        ~3 better|more|honest|stronger|improved|grown; self aware*; reflect* ~4 on|own|practice|ourselves|what|time|
        better; made|makes|make ~1 us|me ~2 think|reflect|question|look|face|ask|see|stop; look*|looked ~2 at
        ourselves|honestly|hard|afresh|in; know ourselves; cards ~2 table; fresh eyes|pair|look|perspective|set;
        outsider*|outside ~3 see|show|eyes|view; admit*|admitted ~3 mistake*|wrong|weak*|struggl*|need|not|don't|
        openly; opened up; open ~2 about|with|to|enough; defen* ~2 dropped|down|went; hold|held|holding ~2 other* ~2
        account; hold|holding each; speak|spoke|spoken|talk ~2 freely|openly|frankly|honestly|truth; not|isn't|don't
        ~2 have the answers; okay|ok|fine|safe|able|fair to ~2 not|admit|fail|say|be|struggle; told|telling ~1
        truth|straight|plainly|bluntly; shin*|shone|shed ~2 light; exposed|uncovered|revealed|surfaced|brought ~4
        blind|weak*|gap*|home|light|issue*; eye opener|opening; humbl*|sobering|wake up; face* ~2 truth|facts|fact|
        reality|ourselves|up; hide|hiding|hidden ~3 any|anymore|nothing|longer; in confidence ~6 honest; nothing|no
        ~1 off|hidden|barred|holds|limits|taboo*; warts ~1 all; would|could never ~3 told|said|admitted|shared
        """,
        unless="""
        not|least proud; ^ ~2 to be honest|frank|fair $; i'll be honest|frank|fair; trust us|it|the; challenged on
        figures|data|numbers; instead of; challenge|challenges ~1 of|for|is|was ~2 money|time|staff; open* up ~1
        opportunit*; it's|is a challenge $; open day*|door|evening*|plan; opened ~2 doors
        """,
    ),
    rule(
        "B4",
        "benefit",
        "topic",
        """
        openness|honesty|candour|trust|transparency|reflection|frankness|agored|gonest|gonestrwydd|ymddiriedaeth|
        truthfulness|self-awareness|introspection; ^ ~2 challenge $; good|real|proper|honest|robust|constructive|
        external|healthy challenge; ^ scrutiny; self awareness|reflection|knowledge; being challenged; open|honest|
        frank|candid ~2 honest|open|feedback|conversations|discussion; critical friend; safe space; external
        challenge
        """,
        unless="""
        peer|a|the|cross-regional|regional|sector|a|each|every|this challenge ~1 visit|process|programme|team|day|
        cycle|round|week|is; trust|trusts nhs|academy|hospital; nhs|academy|hospital|acute trust*; challenge is; it
        is a challenge
        """,
    ),
    rule(
        "B4",
        "benefit",
        "fixed",
        """
        show*|showed|shown|told|tell|admit* ~5 not|least proud; nobody|never|had ~3 dared; no|not more|longer|any|
        hide ~1 hiding|hidden|secrets|things|pretending|pretence|anything; @not|no|never|longer ~1 hide|pretend|
        bury|cover|gloss; @not|no|nobody|nor spare*|spared|mince*|pull* ~1 us|words|punches; no|not fear* ~3 open|
        honest|candid|challeng*|speak*; not|don't have ~1 the answers; never ~5 told|admitted|said; don't|not ~2
        have ~2 all ~2 answers
        """,
    ),
    rule(
        "B4",
        "benefit",
        "opposite",
        """
        sugar coat*|sugarcoated; too|bit|rather|very polite|soft|cosy|nice|gentle|bland|kind; pulled ~2 punches;
        should|could|needed|might ~2 more|be|been ~3 critical|incisive|challenging|honest|robust|probing|rigorous;
        not|wasn't|isn't ~2 challenging|critical|incisive|robust enough; whitewash*|back slapping|patting|pat ~3
        back|bland; no ~2 challenge; told ~2 what ~1 wanted|want ~2 hear; let off ~2 hook|lightly
        """,
        unless="""
        not proud
        """,
    ),
)
