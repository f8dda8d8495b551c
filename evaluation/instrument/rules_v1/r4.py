"""Rules of codebook version 1 for R4, willingness to engage."""

from __future__ import annotations

from evaluation.theming.codes import rule

R4 = (
    rule(
        "R4",
        "barrier",
        "fallback",
        """
        judged|shut|nervous*|willing*|engag*|fear*|resist*|commit*|attitude*|hide|hid|honest|honesty|trust|open|
        openness|defensive|motivat*|enthusias*|politic*|rather|want|interest|priority; rather not; shut down; not ~2
        bother*|interested|convinced|see|priority; no ~2 point|value|benefit
        """,
        unless="""
        foi; honestly; to be honest; rather long|rushed|short|late|busy|far
        """,
    ),
    rule(
        "R4",
        "barrier",
        "fixed",
        """
        about ~1 willing*|engagement|commitment|appetite|attitude*; @unwilling; won't|wouldn't|wont|refuse*|refused|
        decline*|declined|don't|didn't|doesn't|not|never|nobody|no ~2 want|wanted|wish|play|host|join|engage|
        engaged|participate|cooperate|volunteer|bother|bothered|committed|interested|keen|willing|commit|wants;
        won't|wouldn't|refuse*|declined|didn't|don't|not ~2 take part; won't|wouldn't|refus* ~3 open|share|come|let|
        show|talk|speak; told what to ~1 say; pulling teeth; none of their business; not|no|little|lack*|low|
        limited|less|diminish*|waning|without|variable|poor|mixed|patchy|uneven|half|lukewarm|any ~2 appetite|
        willing*|enthusiasm|interest|engagement|commitment|motivation|desire|goodwill|participation|openness|take|
        awydd; appetite|engagement|commitment|enthusiasm|willingness|interest|attendance|participation|cooperation|
        take-up ~3 variable|low|patchy|mixed|poor|lack*|waning|limited|varies|varied|weak|uneven|half|lukewarm|
        dropped|flag*; willing* to|of|among|and; half hearted*|halfhearted; some|several|two|three|certain|many|few|
        big|large|larger|those|one|authorit*|councils|others|they ~4 kept|keep|stay*|stayed|held|pulled|back|hide|
        hung ~2 away|out|back|clear|off|behind|distance; stay* ~1 away; kept|keep ~2 away|doors|distance; put|gave|
        give|puts|putting ~3 show|front|performance|act|brave; window dressing|dress*; rehears*|stage managed|
        stage-managed|choreograph*; getting|get|bring|bringing|persuad*|drag*|convincing|cajol* ~3 them|people|
        councils|authorities|others|everyone|colleagues ~3 table|board|part|engage|involved|host|join|volunteer|
        open; is|it's|its|being|was|as|felt|too|because|only ~2 voluntary|optional; ^ voluntary|optional; felt|seen
        ~2 imposed|extra; clam* ~2 up; hid|hide|hiding|hidden|conceal*|withheld|withhold*|cover* ~4 problem*|weak*|
        things|back|issues|truth|up|information|bad; closed ~2 ranks|doors|shop|minds; arms folded|crossed; doors ~2
        shut|closed|locked; lip service|paid lip; tick* ~2 box*; going|went through ~2 motions; not|never|doesn't|
        don't|didn't ~3 take|takes|taken|took|taking ~3 serious*|part|notice|on; some turn|turned ~1 up; turn* up ~3
        don't|not; ones|councils|authorities|those ~4 need ~4 least|not|never|avoid|refuse|stay; least willing;
        dragged|dragging ~2 feet|heels; drag* feet|heels; digging|dug ~2 heels; see|saw|seen|treat|treated|regard*|
        view* ~3 as ~2 threat|inspection|another|imposition|burden|chore; treat* ~3 like|as ~2 inspection; threat*|
        threatened|threatening; politics|political ~2 sensitiv*|will|rivalr*|nervous*; shown|showed up ~2 front|
        neighbours|public; no ~1 one|body ~3 host|volunteer*|come|forward; nobody ~4 host|volunteer*|forward|step;
        pull*|pulled|dropp*|opt* out; cherry picked ~2 staff|teams; only ~3 good|best ~1 bits|teams|news|side;
        don't|not ~1 want ~2 looked|seen|exposed|judged|know|challenged|us|peers; looked at|down|upon; not invented
        here; sit*|sat on ~2 fence|hands; culture of fear|blame|defensive*; bad|poor attitude*; attitude*; ego|egos|
        pride|stigma|embarrass*|shame; worry|worried|worries ~4 exposed|judged|look|reputation|press|found|leak*;
        reputation*; lack* ~2 trust|will|drive|curiosity; no will; political will; not ~1 see ~2 point|value|need|
        benefit|relevance; no value|point|benefit in; us and them; unwillingness|unwilling; not ~1 priority; not ~2
        buy* in*; mindset*; culture|attitude of|towards; lone wolf; they ~1 know best; cancel*|cancelled ~2 last
        minute; excuse*; rather not; shut ~1 down; felt ~1 judged|threatened|exposed|attacked|got; nervous|worried|
        anxious about; no ~2 incentive*|obligation|requirement; box ticking; too proud|good|grand; avoid* challenge;
        not for us
        """,
        unless="""
        not|isn't about; no|never problem|difficulty|trouble; not ~1 asked|invited|able|told; not ~2 reluctant|
        resistant|defensive|afraid|scared; foi; no fear* ~4 open; rivalries ~8 melted|gone|disappeared; data|pack|
        figures; members|councillors|ce|corporate ~3 not|never|hadn't; want ~2 external; don't hide; not hide; hide
        things; wanted the same week; no longer; should ~3 optional|mandatory; networks ~5 but; apparently; more
        hiding; denied; blind; not take ~2 much; admit; problem is; used to hide; hope|hoped; avoid ~2 duplicat*|
        repeat*; to avoid; pride ~2 in; proud of; own ~1 initiative; our ~2 fear|fears ~3 gone|unfounded; want to
        change|improve|learn|help; wasn't|not optional; not ~2 interested ~2 party
        """,
    ),
    rule(
        "R4",
        "barrier",
        "topic",
        """
        willing*; reluctance|resistance|apathy|defensiveness|engagement|willingness|attitude|attitudes|commitment|
        appetite|fear|complacency|scepticism|cynicism|politics|egos|suspicion|rivalry|motivation|disengagement|
        gwrthwynebiad|pride|ofn|buy-in
        """,
        unless="""
        members|councillors|political|corporate; fear of foi; foi
        """,
    ),
    rule(
        "R4",
        "barrier",
        "opposite",
        """
        buy in|engagement|commitment|participation ~3 easy|excellent|strong|high|good|great|straightforward; up for
        it; wanted ~1 to ~1 help|take|host|be|join|learn; no|never problem|difficulty|trouble|issue getting|
        persuading|convincing ~4 engage|involved|host|board|join|take|open|people; everyone|everybody|all|staff|
        councils|people|colleagues|directors|they|we|authorities ~4 willing|keen|enthusiastic|committed|engaged|
        eager|cooperative|positive|motivated; plenty|lots|no|great|real|huge|much|enormous ~2 goodwill|enthusiasm|
        willingness|appetite|commitment; goodwill|willingness|enthusiasm ~3 not|never|there|plentiful|high|
        excellent; @not|no|never|hardly ~3 reluctan*|resistan*|defensive*|refus*|unwilling*|hostil*; used to ~2
        reluctant|resist*|defensive|afraid|wary; once ~1 reluctant|wary|resistant
        """,
        unless="""
        not|no|never|nobody|isn't|aren't|wasn't ~2 willing|keen|enthusiasm|appetite|commitment|goodwill|engaged;
        little; only|some|variable|if; least; more willing; want ~2 needed
        """,
    ),
)
