"""Rules of codebook version 1 for D4, depth of buy-in."""

from __future__ import annotations

from evaluation.theming.codes import rule

D4 = (
    rule(
        "D4",
        "development",
        "fallback",
        """
        @members|@corporate|frontline|practitioners|workers|buy|ownership|sponsor*|politic*; front line; senior
        leadership|leaders|team; kept ~2 dark; whole council|system
        """,
        unless="""
        lead reviewer*|challenger*|peer*; buy ~1 time; @data; training; corporate parent*; lost ~2 seat
        """,
    ),
    rule(
        "D4",
        "development",
        "fixed",
        """
        @members|@corporate|ce ~3 never|not|didn't|hardly|don't|rarely ~2 turned|turn|showed|show|came|come|attend*|
        appear*; @members|@corporate|cabinet|council|officers|partners|frontline|@front|social workers|ce|lms ~5
        not|never|didn't|don't|weren't|wasn't|hadn't|haven't|aren't|isn't|hasn't|unaware|nothing|no|little|barely|
        hardly|last|absent|missing|apologies|late ~5 @buyin|clue|there|present|asked|aware|idea|came|attend*|
        engaged|interested|letter|bothered|seen|part|about|met|turned|on|invited|apologies|visit*|findings;
        @members|@corporate|ce ~5 hear* last|nothing|late|second|about; @members|@corporate|@front|ce|lms ~4 last ~2
        know|hear; @members|ce|chief|leader|executive|cabinet ~4 sent|gave|missing|absent|skipped|missed|disengaged|
        uninterested|distant|invisible|oblivious|nowhere; more|better|stronger|greater|get|getting|need|involve|
        engag*|involv*|wider|deeper|bring|brief|ensure|include|including|reach*|inform|convinc*|persuad*|secure|win|
        lack*|no|little|low|weak|without|limited|poor|earlier|educat* ~5 @members|corporate|chief|execs|cabinet|ce|
        frontline|front|practitioner*|middle|social|leaders; buy in|ownership|commitment|engagement|interest|
        support|sign|sponsorship|involvement|understanding|awareness|backing|leadership ~3 from|of|by|among|at|with|
        off ~4 @members|corporate|chief|cabinet|front|frontline|leader*|staff|top|practitioner*|ce|council|
        political|social|levels; political|member|members|corporate|councillor|frontline|staff|practitioner|senior|
        leadership|executive|ce buy|engagement|ownership|commitment|involvement|sponsorship|awareness|support|
        interest|understanding|leadership; lack|depth|no|more|wider|deeper|low|weak|poor|patchy|limited|getting|get|
        need|variable|without ~2 buy in; buy in ~3 lack*|missing|weak|patchy|limited|thin|poor|low|needed|deep*|
        wider|low|beyond|not|shallow; stay*|stayed|stuck|remain*|stops|stopped|confined|only|never ~3 with|at|among|
        beyond|past|left|with ~2 directors|dcs|senior|top|director|management|dmt|tier|level|leadership|children's;
        never|not|didn't ~3 reach*|filter*|trickle*|cascade*|get|got|told|left ~4 front|frontline|staff|workers|
        practitioners|floor|members|teams|managers|corporate|down|social|councillors|room|anyone; whole council|
        organisation behind|owns|owning|owned|involved; ground ~5 know|see|feel|hear|told|involved; each|every|new|
        lead|elected member*|leader|councillor* ~4 convinc*|brief*|scratch|explained|persuad*|induct*|start; line|
        workers|frontline|practitioners|staff|social|floor ~5 no|not|never|nothing|hadn't|didn't|haven't|don't|
        unaware ~5 idea|clue|heard|hear|know|knew|saw|seen|told|aware|about|letter|here|found|wiser|involved|asked|
        met; seen as|just|only ~2 director's|directors|dcs|dcs's|children's|senior ~2 thing|project|issue|business|
        job|services|exercise|hobby|concern; whole council|corporate|organisation|system ~4 should|needs|need|must|
        own|behind|involved|buy|on|commit*; corporate ~4 no idea|interest|clue|ownership; sell|sold ~3 @members|
        corporate; top ~2 down|only|heavy; lower ~2 down|levels|tiers; members need ~2 know|understand|be|involved|
        hear|see|own|briefed; needs ~3 @members|corporate|ce; apologies; scrutiny committee ~3 never|not
        """,
        unless="""
        corporate parent*; front page|door|foot; members ~2 change|money; no evidence; regional report; lost ~2
        seat; refus*; resist*; lead member|members ~4 training; data|pack|figures; no money; no time; social
        workers|worker|staff ~2 left; staff are keen; agencies; backed it; reluct*; not|never met before; vacanc*;
        first time
        """,
    ),
    rule(
        "D4",
        "development",
        "topic",
        """
        @members|councillors|politicians|aelodau|corporate|frontline|ownership|leadership; buy in; front line; chief
        executive*|exec*; corporate buy|support|engagement; political engagement|leadership|support; member
        engagement|involvement; social workers
        """,
        unless="""
        nervous|fear*|afraid|reluctant; corporate parent*; lost ~2 seat; front page|door; data|pack; money|funding|
        cost; certain|some|team members|leader; training; report; time|diaries|diary; jargon; reviewers; lead
        reviewers; skills
        """,
    ),
    rule(
        "D4",
        "development",
        "fixed",
        """
        lead|members|member|councillors ~3 change|changes|rotate|turn ~4 year|convinc*|scratch|again|each
        """,
    ),
    rule(
        "D4",
        "development",
        "opposite",
        """
        @members|corporate|cabinet|ce|chief|leader ~4 backed|behind|supported|fully|engaged|involved|committed|
        briefed|championed|enthusiastic|interested|present|owned|attended|supportive|brilliant|hands; buy in ~3
        excellent|good|strong|complete|total|everyone|deep|real; @members|corporate|ce|chief ~3 on board|side
        """,
        unless="""
        need*|should|must|want|if|more|better; apologies; not; lead ~2 challenger; keen
        """,
    ),
)
