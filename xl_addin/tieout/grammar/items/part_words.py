"""Words that stand before the name of an item: parts of a business, and those that tell of none."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


# The whole business.
TOTAL_WORDS = words_of(
    """
    total consolidated group overall company-wide
    """
)
# The part named before.
SAME_PART = words_of(
    """
    segment segment's business division division's unit's
    """
)
# What is sold, to whom, and how it is counted: a part wherever it stands.
PARTS = words_of(
    """
    cloud software hardware service services subscription subscriptions advertising licensing license
    licenses marketing product products wireless wireline mobile broadband network networking security
    banking trading gaming streaming game games data center centre centers recurring equipment retail
    wholesale online e-commerce ecommerce digital commercial consumer enterprise fee premium
    international domestic overseas export maintenance support consulting manufacturing engineering
    publishing imaging shipping financing leasing insurance content hosting computing fiber fixed-line
    internet connectivity dial-up dialup systems system integration solutions platform devices device
    handset semiconductor automotive energy chemical chemicals materials food beverage apparel
    healthcare pharmaceutical medical media entertainment music pictures electronics appliance
    appliances segment business division adjusted non-gaap non-ifrs organic same-store like-for-like
    pro-forma constant-currency transaction interest noninterest rental property logistics aftermarket
    installation outsourcing technology hospitality travel membership store restaurant grocery pharmacy
    fuel passenger cargo ticket memory storage pc server servers server-product industrial
    budgeted accumulated cumulative annualized annualised normalized normalised deferred unearned accrued
    hypothetical non-consolidated unconsolidated average averaged core industry underlying
    infrastructure public postpaid prepaid phone smartphone access dedicated ip value-added
    """
)
# Neither parts nor names: "record revenues", "while sales".
NEUTRAL = words_of(
    """
    a an the our its their his this that these those and or but while as with when for of in on at to
    from by per versus vs vs. than total net consolidated group company companywide overall reported gross
    annual quarterly monthly yearly full-year half-year first-half second-half year half quarter period
    first second third fourth fiscal full interim strong strength solid robust weak weaker higher lower
    increased decreased record better best worse less more new all both such actual expected planned
    forecast projected anticipated estimated guided target outlook guidance preliminary audited
    unaudited gaap ifrs ias jgaap j-gaap ordinary operating quarterly's year's quarter's
    company's group's report reports posts post expect expects see sees saw had has have was were is are
    be been get got generate generates drove drive drives grew grow rose raise raises fell fall hit hits
    beat beats made make makes took take brings bring brought sent kept keep lift lifts boost boosts cut
    cuts won reach reaches deliver delivers because though although since where which if also meanwhile
    however therefore thus further further, then now still again only just even about approximately
    around nearly almost some any no not each every other said says q1 q2 q3 q4 ltm ttm yoy qoq million
    billion thousand trillion yen dollars percent points flat continued similar basic
    diluted attributable shareholders owners parent stockholders common we it they you i he who what
    mainly largely primarily recurring-basis temporary seasonal slight slightly sharp steady stable high
    low healthy good main major key latest prior previous last next current same comparable-basis
    initial original revised positive negative small whereas plus minus including excluding during
    within into through under until unless before after amid despite following between against across
    among toward towards upon via there here so large big additional incremental respective combined
    domestic-and-international worldwide
    """
)
# What is done with a figure, and so stands before its name: "targets revenues", "to hold expenses".
VERBS = words_of(
    """
    target targets hold holds held give gives gave yield yields equal equals leave leaves left earn earns
    lose loses lost show shows showed shown book books collect collects achieve achieves attain attains
    produce produces provide provides provided record records recognize recognizes recognise recognises
    realize realizes realise realises contribute contributes exceed exceeds surpass surpasses top tops
    anticipate anticipates forecast forecasts project projects predict predicts guide guides plan plans
    aim aims intend intends want wants need needs assume assumes imply implies mean means put puts set sets
    bring brings grow grows double doubles triple triples halve halves increase increases decrease decreases
    reduce reduces improve improves maintain maintains sustain sustains limit limits restrict restricts
    support supports add adds subtract subtracts deduct deducts exclude excludes include includes cover
    covers offset offsets affect affects hurt hurts help helps push pushes pull pulls drag drags weigh
    weighs depress depresses erode erodes dent dents shrink shrinks trim trims lower lowers slash slashes
    announce announces disclose discloses publish publishes release releases present presents register
    registers become becomes became come comes came remain remains total totals stay stays turn turns
    compare compares divide divides multiply multiplies derive derives calculate calculates define defines
    outpace outpaces trail trails miss misses meet meets met do does did may might must can could will
    would should shall
    """
)
# After these a word in small letters is a verb.
BEFORE_VERBS = words_of("to we they it will would shall should can could may might must not")
# What stands before a verb and is no subject: "and then rose".
NO_NOUNS = words_of(
    """
    this that they these those which then also again further now still therefore only has have had would
    should was were will been reported but yet slightly subsequently since thus even just results
    """
)
