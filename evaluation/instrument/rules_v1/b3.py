"""Rules of codebook version 1 for B3, relationships and networks."""

from __future__ import annotations

from evaluation.theming.codes import rule

B3 = (
    rule(
        "B3",
        "benefit",
        "fallback",
        """
        connect*|counterparts|gel|gels|gelled|bond*|belong*|united|unity|solidarity|friends|friendly|neighbour*|
        allies|alliance*|together|collective*|community; part of something|a; like|trust|support|know|help one|each
        another|other; closer; region* ~3 together|family|team|group; people ~3 doing my|same|similar job|role|boat;
        working|joint ~3 across|between
        """,
        unless="""
        friendly team|people|visit; nice|lovely|polite
        """,
    ),
    rule(
        "B3",
        "benefit",
        "said",
        """
        @improved|stronger|closer|new|renewed|deeper|better|good|great|strong|stronger|lasting|firm|useful|
        sustained|build|built|building|forge*|made|make|making|formed|form|strengthen*|establish*|develop*|grew|
        cement*|rekindle*|reviv* ~3 @tie; @tie ~4 @improved|stronger|grown|grew|closer|built|strong|revived|better|
        made|renewed|formed|form|formed|deepen*|alive|lasting|flourish*|blossom*|quickly|strengthened|established|
        thriv*; @group ~4 meet|meets|met ~3 again|monthly|regularly|every|now|weekly|quarterly|still; network|forum|
        group|triad ~3 revived|restarted|alive|reborn|going|kept|stuck|relaunched|re-established|formed|back; set
        up|started ~3 network|forum|group; strong|stronger|closer ~2 group|network|region|community|sector; heads|
        directors|ads|managers|members|leads|iros|practitioners|dcss|we ~8 meet|meets|met|meeting ~3 again|monthly|
        every|each|regularly|half|now; started|start|begun meeting; managers|directors|ads|heads|leads ~8 now meet;
        ring|phone|call|email|text|contact ~3 each|another|neighbour*|someone|directly|up; know|knew|knows ~1 who|
        whom to ~1 ring|phone|call|ask|contact|speak|turn; can|could|will|would now|just|always? pick|ring|phone|
        call|lift; pick* ~1 up ~2 phone; on speed dial; first name terms; put ~2 face* ~3 name*; know|knows|knew
        each other|one another; get|got|getting to know; @us know them|people|colleagues|counterparts|everyone; met
        ~5 first time; met ~4 counterpart*|opposite|others|directors|members; who you know; work|working|worked ~2
        together|jointly|collaborat* ~2 more|better|closely|now|well; work|working|worked more|much closely|
        together; talk|talking|speak|spoke ~4 each other|another|never|first|regularly|now; @us|execs|directors ~6
        talk ~4 now; less|not|no|longer|nor isolated|alone|lonely; sense of belonging|community|solidarity; gels|
        gelled; part of something ~2 bigger|larger|wider; like one|each another|other; camaraderie|collegiate|
        comradeship|collegiality; colleagues who|that get|understand; rivalr*|silos|barriers|walls ~8 melted|gone|
        broken|down|disappeared|ended|softened; peer support; supportive|support network*|group*; stay*|stayed|kept|
        keep|keeping in touch|contact|talking|meeting; together ~2 small groups; brought ~3 together; friends|
        allies|contacts ~3 across|region|other|made; sounding board; made ~1 friends|allies|contacts; goodwill
        between|across; alive again; @tie between|across|with|within ~4 @council; bond*|closer|close|closeness ~4
        @council; whatsapp group; mutual support|aid|help; someone|somebody|people|colleagues to ~1 turn|ring|ask|
        call|lean|talk; meet|met|meeting|get|catch|caught up ~1 for|with|regularly|monthly|over; coffee; not ~1 on
        my|our own; in the same boat; links|link at|between|with|across|to; brought|bringing|brings ~2 closer|
        together; widen*|widened|extended|expanded ~2 network|circle|contacts; built bridges; bridges ~3 built|
        between; peer|support|new|informal group|circle|network; support ~1 between|each|another; message|messaging
        each|weekly|often|every; @us have ~1 network|forum|group; made|new|good|more|my|useful|great|some|many|
        valuable contacts|contact; ^ contacts; joined ~1 their|each; round|around ~2 same table
        """,
        unless="""
        only ~2 ever? meet|see; call a; already ~1 worked|work|had|knew|know; networks ~3 refuse; network ~2 drive|
        cable*|down; wifi
        """,
    ),
    rule(
        "B3",
        "benefit",
        "fixed",
        """
        less|no|longer|nor|not|never isolated|alone|lonely; @us never did|talked|spoke|met before; @us never ~3
        before ~3 now; no ~1 longer|more strangers
        """,
    ),
    rule(
        "B3",
        "benefit",
        "topic",
        """
        @tie; networking|collaboration|teamwork|cydweithio|camaraderie|solidarity|togetherness|belonging|collegiate|
        comradeship; working|work together; partnership working; peer support
        """,
        unless="""
        contact ~2 point|order|us; first contact; network drive
        """,
    ),
    rule(
        "B3",
        "benefit",
        "opposite",
        """
        no|not ~2 ring* ~2 other; network* ~3 weak|dead|dormant|lapsed|collapsed|gone|withered; relationships|
        contacts|friendships|links ~3 worse|soured|strained|damaged|lapsed|faded; @tie|@group ~2 @not ~2 lasted|
        survived|met|kept|continued|endured|sustained; nobody|no ~1 stayed|kept ~1 touch; @tie ~3 as weak|poor|bad
        """,
    ),
)
