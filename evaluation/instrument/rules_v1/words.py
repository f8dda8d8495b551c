"""Word classes of codebook version 1: words that may stand for each other."""

from __future__ import annotations

from evaluation.theming.codes import WordClass

WORDS = (
    WordClass(
        "not",
        """
        not never isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't won't wouldn't can't cannot
        couldn't shouldn't isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt wont cant couldnt ddim
        """,
    ),
    WordClass(
        "no",
        """
        no nobody none nothing neither nor zero nowhere little few hardly barely without nobody's dim heb
        """,
    ),
    WordClass(
        "cannot",
        """
        can't cannot cant couldn't couldnt unable struggle* impossible hard difficult unwilling
        """,
    ),
    WordClass(
        "more",
        """
        more better greater stronger improved improve further additional extra clearer earlier deeper wider
        """,
    ),
    WordClass(
        "now",
        """
        now already since finally nowadays today
        """,
    ),
    WordClass(
        "us",
        """
        we i our us my me
        """,
    ),
    WordClass(
        "council",
        """
        council* authorit* la las la's borough* count* unitar* place* district* host* director* dcs dcss area*
        region* neighbour* hosts
        """,
    ),
    WordClass(
        "needy",
        """
        struggl* inadequate failing fail* weak* risk* intervention trouble troubled need needs requires difficult*
        slipp* dipp* dip declin* deteriorat* vulnerab* furthest behind worst decline ri special
        """,
    ),
    WordClass(
        "person",
        """
        staff manager* leader* officer* worker* practitioner* director* member* colleague* principal head heads ad
        ads deputy deputies team people councillor* visitor* peer* person* me myself i individual* challenger* dcs
        """,
    ),
    WordClass(
        "members",
        """
        member* councillor* politician* political elected cabinet leader portfolio cllr* cynghorwyr aelodau
        """,
    ),
    WordClass(
        "corporate",
        """
        corporate corporately chief exec* ce ceo leadership slt cmt smt clt
        """,
    ),
    WordClass(
        "front",
        """
        front frontline practitioner* worker* workforce floor grassroots middle junior
        """,
    ),
    WordClass(
        "buyin",
        """
        buy* bought engage* engagement involv* commitment commit* ownership own owned interest* awareness aware
        know* knew hear* heard told understand* understood briefed see saw seen support* sponsor* sign* visible
        profile attend* committed convinc* backing bring brought onboard reach* sight
        """,
    ),
    WordClass(
        "service",
        """
        service* provision practice* pathway* process* procedure* threshold* assessment* mash door duty supervision
        recording caseload* parenting fostering adoption placement* plan* visits timeliness timescale* timescales
        deadline* performance outcome* hub* neglect care support offer approach system* response* waiting times
        audit* auditing decision* recruitment sufficiency edge panel* edge-of-care structure* strategy strategies
        operations delivery model quality settings reviews health education iro cp plo referral* contacts qa lac cla
        send sen ehcp* ehc leaving permanence culture behaviour* conference* sessions rota letterbox team teams
        gwasanaeth* kinship court management working
        """,
    ),
    WordClass(
        "improved",
        """
        improv* better redesign* reorganis* restructur* rebuil* reshap* rewr* rewritten overhaul* transform*
        strengthen* stronger tighten* tighter quicker faster sooner shorter reduc* raised turned streamlin* reopen*
        launched introduced embedded embed simplif* moderni* revamp* fixed sharpen* sharper consistent* regular
        progress* replac* smoother simpler changed change changes implement* clearer gwell gwella* healthier shifted
        shift safer recast remodel* reform* revis* lifted renew* set rolled drop* dropped fallen fell halved risen
        rose cut
        """,
    ),
    WordClass(
        "tie",
        """
        relationship* network* tie ties link links connection* partnership* friendship* bond bonds alliance* rapport
        perthynas* perthnasoedd rhwydwaith* rhwydweith* rhwydweithiau
        """,
    ),
    WordClass(
        "group",
        """
        network* group* forum* triad* community meeting* meetings board circle triads collaborative cluster*
        """,
    ),
    WordClass(
        "candour",
        """
        open* honest* candid* candour frank* trust* transparen* reflect* vulnerab* challeng* scrutin* critical*
        truth* straight self-aware* selfaware* agored gonest* ymddiriedaeth onest* trusted trusting non-judgemental
        judgement curios* constructive frankness probing
        """,
    ),
    WordClass(
        "fault",
        """
        weakness* mistake* failings failure* fault* problem* worr* struggle* concern* wrong gaps gap difficult*
        blind issues shortcoming* risk* vulnerabilit* dirty linen wart* sore skeletons
        """,
    ),
    WordClass(
        "told",
        """
        said say tell told admit* shared share talk* discuss* showed shown speak spoke owned raise raised
        """,
    ),
    WordClass(
        "num",
        """
        # one two three four five six seven eight nine ten eleven twelve half third quarter all none most
        """,
    ),
    WordClass(
        "idea",
        """
        idea* practice example* tool* tools template* protocol* model models form forms approach* framework*
        innovation* resource* toolkit* checklist* policy policies rota* scheme* materials dashboard* trick* method*
        strateg* pathway* guidance process system* syniadau arfer audits audit supervision work
        """,
    ),
    WordClass(
        "gave",
        """
        shar* rhannu exchang* showcas* spread* swap* circulat* disseminat* pass* pooled pool* lent sent
        """,
    ),
    WordClass(
        "data",
        """
        data dataset* datasets figure* number* statistic* stats pack packs profile benchmark* comparator*
        information indicator* dashboard* metrics spreadsheet* scorecard intelligence returns ystadegau comparison*
        comparisons
        """,
    ),
    WordClass(
        "impact",
        """
        impact* outcome* difference effect* result* change* changed improvement* improved progress benefit* works
        worked value return success stuck stick effectiveness effaith canlyniadau
        """,
    ),
    WordClass(
        "money",
        """
        money funding fund funds funded cash budget* cost costs costly expens* financ* grant grants fee fees
        backfill arian cyllid cyllideb* invoice* affordab* afford pot price £ resourcing pay paying payment*
        reimburse* subsid* penny pounds skint austerity cuts costing
        """,
    ),
    WordClass(
        "unwilling",
        """
        reluct* resist* unwilling* defensive* defensiveness suspicio* wary hostil* apath* complacen* cynic* sceptic*
        refus* fear* afraid scared nervous* disengage* indifferen* guarded distrust mistrust denial avoid* dodg* opt
        opted duck* ego egos pride rivalr* gwrthwynebiad ofn anxiety anxious stubborn* unenthusiastic begrudg*
        lukewarm scepticism dragg* obstruct* secretive
        """,
    ),
    WordClass(
        "problem",
        """
        problem* issue* barrier* obstacle* concern* hurdle* difficulty difficulties constraint* challenge worry
        worr*
        """,
    ),
)
