"""Version 1 of the codebook: the programme's published findings (B1–B6, D1–D3) and themes of the round before."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """One theme's card."""

    code: str
    heading: str
    title: str
    definition: str
    include: str
    exclude: str
    examples: tuple[str, ...]


CARDS = (
    Card("B1", "benefit", "Service improvement", "Provision or practice has changed for the better.",
         "A pathway, process or service that now works differently.", "Plans and intentions only.",
         ("Our front door now answers within a day.", "Supervision happens every month since.")),
    Card("B2", "benefit", "Early help to councils", "Support reached a council in need before things got worse.",
         "Support moved early to a council.", "Early-help services for families.",
         ("We were offered two managers before anyone asked.", "The region acted before Ofsted did.")),
    Card("B3", "benefit", "Relationships and networks", "Ties between councils and their people are stronger.",
         "New or renewed groups and contacts.", "What was passed on through them (B6).",
         ("I now know whom to ring.", "Our managers' group is alive again.")),
    Card("B4", "benefit", "Openness, trust and challenge", "People spoke candidly, reflected and challenged each other.",
         "Candour, honest self-awareness, hard questions.", "Mere politeness.",
         ("We showed them what we are not proud of.", "Nobody spared us.")),
    Card("B5", "benefit", "Professional development", "People who took part learned and grew.",
         "What an individual learned.", "What the organisation changed (B1).",
         ("I came home a better leader.", "The best course I was ever on.")),
    Card("B6", "benefit", "Sharing good practice", "An idea travelled from one council to another, formally or not.",
         "Tools, forms and ways of working taken over.", "Contact alone (B3).",
         ("We use their audit form now.", "They took our rota home.")),
    Card("D1", "development", "Evidencing change", "It is not shown whether peer challenge makes a difference.",
         "Proof of impact, baselines, follow-up.", "Missing benchmark data (D2).",
         ("Nobody went back to look.", "We had nothing to measure against.")),
    Card("D2", "development", "Timely, accurate data", "Data came late, was old or was wrong.",
         "Late, stale or wrong figures and packs.", "Too few analysts (R3).",
         ("The pack arrived the day before.", "Last year's numbers again.")),
    Card("D3", "development", "Cross-regional working", "There is too little exchange between regions.",
         "Peers from outside, learning nationally.", "Links within the region (B3).",
         ("We only ever meet each other.", "Bring somebody from the north.")),
    Card("D4", "development", "Depth of buy-in", "Peer challenge does not reach members, corporate leaders or the front line.",
         "Who was not drawn in.", "Refusing to take part (R4).",
         ("Our councillors never heard of it.", "It stayed with the directors.")),
    Card("D5", "development", "Clarity of offers", "It is unclear what is offered, by whom and how it differs.",
         "Overlap, duplication, confusion.", "Disliking the peers (R4).",
         ("Too many reviews with like names.", "Staff took it for an inspection.")),
    Card("R1", "barrier", "Funding", "Money stood in the way.", "Costs, fees, backfill.", "Hours (R2).",
         ("Nobody paid for cover.",)),
    Card("R2", "barrier", "Time", "Diaries and hours stood in the way.", "Diaries, hours, dates that moved.",
         "Head count (R3).", ("Three days out is a lot to ask.",)),
    Card("R3", "barrier", "Capacity", "There were not enough people with the skills.", "Trained peers, analysts, posts.",
         "One person's diary (R2).", ("Half of our trained peers have left.",)),
    Card("R4", "barrier", "Willingness to engage", "People did not want to take part or open up.",
         "Reluctance, defensiveness, show.", "Those who would but could not (R1–R3).",
         ("They kept the doors shut.",)),
)  # fmt: skip
