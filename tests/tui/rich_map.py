"""A map that has something in every view, small enough to be seen whole on a large screen."""

from __future__ import annotations

FUTURE = """\
schema = "map/1"
title = "A lunch, ordered better"
state = "future"
baseline = "outfit"

[stage.choose]
name = "Choose"
  order = 10

[touchpoint.read-the-menu]
name = "Read the menu"
  stage = "choose"
  order = 10
  emotion = 2
"""

RICH = """\
schema = "map/1"
title = "A lunch, ordered"
personas = ["ines", "otto"]

[stage.choose]
name = "Choose"
  order = 10
  goal = "Something warm"

[stage.order-it]
name = "Order it"
  order = 20
  needs = ["a price"]

[stage.wait]
name = "Wait for it"
  order = 30

[stage.eat]
name = "Eat"
  order = 40

[touchpoint.read-the-menu]
name = "Read the menu"
  stage = "choose"
  order = 10
  channels = ["website"]
  doing = "Scrolls through forty dishes on a phone"
  thinking = "What can I eat?"
  feeling = "lost"
  emotion = -1
  emotion_by.otto = 1
  frequency = 5
  impact = 3
  improvement = 4
  backstage = "The kitchen writes the menu at ten"
  team = "kitchen"
  basis = "observed"

[touchpoint.ask-a-colleague]
name = "Ask a colleague"
  stage = "choose"
  order = 20
  channels = ["in-person"]
  doing = "Asks who had the soup"
  feeling = "curious"
  emotion = 2
  basis = "assumption"
  skipped_by = ["otto"]

[touchpoint.pay]
name = "Pay in the app"
  stage = "order-it"
  order = 10
  channels = ["app"]
  doing = "Types the card number once more"
  thinking = "Again?"
  feeling = "annoyed"
  emotion = -2
  moment = "truth"
  needs = ["to be done in a minute"]
  frequency = 5
  impact = 5
  improvement = 5
  frontstage = "Payment form"
  support = "The payment provider"
  basis = "validated"

[touchpoint.track-it]
name = "Track it"
  stage = "wait"
  order = 10
  channels = ["app"]
  emotion = 0
  frequency = 4
  impact = 2
  improvement = 2
  basis = "observed"

[touchpoint.pick-it-up]
name = "Pick it up"
  stage = "wait"
  order = 20
  channels = ["counter"]
  basis = "assumption"

[touchpoint.eat-it]
name = "Eat it"
  stage = "eat"
  order = 10
  channels = ["in-person"]
  feeling = "full"
  emotion = 2
  moment = "delight"
  frequency = 5
  impact = 4
  improvement = 1
  basis = "validated"

[insight.card-again]
name = "The card number is asked for every day"
  kind = "pain"
  touchpoint = "pay"
  severity = 4
  themes = ["typed-twice"]

[insight.forty-dishes]
name = "Forty dishes are too many for a phone"
  kind = "pain"
  touchpoint = "read-the-menu"
  severity = 2

[insight.soup]
name = "Who asks a colleague eats better"
  kind = "gain"
  touchpoint = "ask-a-colleague"
  severity = 3
  themes = ["from-people"]

[insight.date]
name = "A time, not a range"
  kind = "need"
  stage = "wait"
  themes = ["typed-twice"]

[theme.from-people]
name = "From people, not from pages"

[theme.typed-twice]
name = "Typed twice"
  summary = "What we know already we ask for again."

[opportunity.card-once]
name = "How might we take the card once?"
  insights = ["card-again"]
  impact = 5
  effort = 2

[opportunity.fewer-dishes]
name = "How might we show the three that fit?"
  insights = ["forty-dishes"]
  impact = 5
  effort = 2

[opportunity.someday]
name = "How might we cook at home?"

[metric.paid]
name = "Paid at the first try"
  kind = "conversion"
  unit = "%"
  touchpoint = "pay"
  target = 95.0
  readings.2026-01 = 81.0
"""
