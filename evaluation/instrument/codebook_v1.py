"""Version 1 of the codebook: the programme's published findings (B1–B6, D1–D3) and themes of the round before."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """One theme's card; `borderline` are answers with what decides them, `nearest` the themes it is easily taken for."""

    code: str
    heading: str
    title: str
    definition: str
    include: str
    exclude: str
    examples: tuple[str, ...]
    borderline: tuple[str, ...]
    nearest: tuple[str, ...]


CARDS = (
    Card("B1", "benefit", "Service improvement", "Provision or practice has changed for the better.",
         "A pathway, process or service that now works differently.", "Plans and intentions only.",
         ("Our front door now answers within a day.", "Supervision happens every month since."),
         ("“We are going to reopen the duty desk” is a plan, not a change: no theme.",
          "“We took over their duty rota and it works” is this and an idea passed on (B6)."),
         ("B6", "B5")),
    Card("B2", "benefit", "Early help to councils", "Support reached a council in need before things got worse.",
         "Support moved early to a council.", "Early-help services for families.",
         ("We were offered two managers before anyone asked.", "The region acted before Ofsted did."),
         ("“Families get help sooner now” is a service that changed (B1).",
          "“They lent us a manager after the inspection” came too late to be this."),
         ("B1", "B3")),
    Card("B3", "benefit", "Relationships and networks", "Ties between councils and their people are stronger.",
         "New or renewed groups and contacts.", "What was passed on through them (B6).",
         ("I now know whom to ring.", "Our managers' group is alive again."),
         ("“I rang them and they sent me their form” is an idea passed on (B6).",
          "“It was nice to meet everybody” is thanks: no theme."),
         ("B6", "B4")),
    Card("B4", "benefit", "Openness, trust and challenge", "People spoke candidly, reflected and challenged each other.",
         "Candour, honest self-awareness, hard questions.", "Mere politeness.",
         ("We showed them what we are not proud of.", "Nobody spared us."),
         ("“The team was friendly” is courtesy: no theme.",
          "“We finally admitted that visits were late” is this, though nothing has changed yet."),
         ("B3", "B1")),
    Card("B5", "benefit", "Professional development", "People who took part learned and grew.",
         "What an individual learned.", "What the organisation changed (B1).",
         ("I came home a better leader.", "The best course I was ever on."),
         ("“Our managers now chair differently” is what people learned; a new way of meeting for all would be B1.",
          "“We sent two people on the training” says nothing of what they learned: no theme."),
         ("B1", "B6")),
    Card("B6", "benefit", "Sharing good practice", "An idea travelled from one council to another, formally or not.",
         "Tools, forms and ways of working taken over.", "Contact alone (B3).",
         ("We use their audit form now.", "They took our rota home."),
         ("“We know whom to ask about audits” is contact alone (B3).",
          "“We showed others our front door” is this: an idea may travel either way."),
         ("B3", "B1")),
    Card("D1", "development", "Evidencing change", "It is not shown whether peer challenge makes a difference.",
         "Proof of impact, baselines, follow-up.", "Missing benchmark data (D2).",
         ("Nobody went back to look.", "We had nothing to measure against."),
         ("“We had no neighbour figures to compare with” is missing data (D2).",
          "“We audit every case that the letter named” shows change: denied."),
         ("D2", "B1")),
    Card("D2", "development", "Timely, accurate data", "Data came late, was old or was wrong.",
         "Late, stale or wrong figures and packs.", "Too few analysts (R3).",
         ("The pack arrived the day before.", "Last year's numbers again."),
         ("“One analyst does all of it” is too few people (R3).",
          "“The figures were there in time this year” is denied."),
         ("R3", "D1")),
    Card("D3", "development", "Cross-regional working", "There is too little exchange between regions.",
         "Peers from outside, learning nationally.", "Links within the region (B3).",
         ("We only ever meet each other.", "Bring somebody from the north."),
         ("“Our neighbours in the region helped us” is a tie within it (B3).",
          "“The lead came from another region and saw what we no longer see” is denied: it happened."),
         ("B3", "B6")),
    Card("D4", "development", "Depth of buy-in", "Peer challenge does not reach members, corporate leaders or the front line.",
         "Who was not drawn in.", "Refusing to take part (R4).",
         ("Our councillors never heard of it.", "It stayed with the directors."),
         ("“Members said no” is refusal (R4); “members were not told” is this.",
          "“The chief executive came on both days” is denied."),
         ("R4", "D5")),
    Card("D5", "development", "Clarity of offers", "It is unclear what is offered, by whom and how it differs.",
         "Overlap, duplication, confusion.", "Disliking the peers (R4).",
         ("Too many reviews with like names.", "Staff took it for an inspection."),
         ("“They did not like the team” is about people (R4).",
          "“We had a peer review and this in one term and nobody could tell them apart” is this."),
         ("R4", "R2")),
    Card("R1", "barrier", "Funding", "Money stood in the way.", "Costs, fees, backfill.", "Hours (R2).",
         ("Nobody paid for cover.",),
         ("“We could not spare anybody” is about people, not money (R3).",
          "“Cost was no problem” is denied."),
         ("R3", "R2")),
    Card("R2", "barrier", "Time", "Diaries and hours stood in the way.", "Diaries, hours, dates that moved.",
         "Head count (R3).", ("Three days out is a lot to ask.",),
         ("“We have two analysts fewer” is head count (R3).",
          "“The dates moved, and in the end it suited us” is denied."),
         ("R3", "R1")),
    Card("R3", "barrier", "Capacity", "There were not enough people with the skills.", "Trained peers, analysts, posts.",
         "One person's diary (R2).", ("Half of our trained peers have left.",),
         ("“My own diary was full” is one person’s time (R2).",
          "“We had enough trained peers this time” is denied."),
         ("R2", "R1")),
    Card("R4", "barrier", "Willingness to engage", "People did not want to take part or open up.",
         "Reluctance, defensiveness, show.", "Those who would but could not (R1–R3).",
         ("They kept the doors shut.",),
         ("“They wanted to come and could not pay for cover” is money (R1).",
          "“Some showed us only what went well” is this: taking part without opening up."),
         ("D4", "B4")),
)  # fmt: skip
