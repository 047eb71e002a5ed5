"""The words by which names are told from roles and organisations: given names, titles, words of offices and places."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GIVEN_NAMES = _words(
    """
    aaron abdul abigail adam adele adrian agnes ahmed aisha alan alastair albert alex alexander alexandra alfie ali
    alice alison alistair amanda amber amelia amina amir amit amy ana andrea andrew andy angela angie anil anita ann
    anna anne annette annie anthony antonia april arthur asha ashley audrey ayesha barbara barry beatrice becky belinda
    ben benjamin bernadette bernard beth bethany bev beverley bill billy bob brenda brian bridget bruce bryan callum
    cara carl carla carol caroline carolyn catherine cathy cecilia celia chantal charles charlie charlotte cheryl chloe
    chris christian christina christine christopher claire clara clare clive colette colin connor craig cynthia daisy
    dan daniel danielle darren dave david dawn dean debbie deborah debra declan denise dennis derek diana diane dipak
    dominic donald donna doreen dorothy douglas duncan eddie edward eileen elaine eleanor elena eliza elizabeth ella
    ellen ellie emily emma eric erica esther eve evelyn faisal farah fatima faye felicity femi fiona fran frances
    francesca francis frank fred gareth gary gavin gemma geoff george georgia georgina gerald geraldine gerard gill
    gillian giles gina glen glenn glenda gloria gordon grace graham grant greg gurpreet hannah hardeep harpreet harriet
    harry hassan hayley hazel heather heidi helen helena henry hilary holly howard hugh ian ibrahim imran ingrid irene
    iris isaac isabel isabella ivan jack jackie jacob jacqueline jade jai james jamie jan jane janet janice jasmine
    jason jay jayne jean jeanette jeff jennifer jenny jeremy jerome jess jessica jill jo joan joann joanna joanne jodie
    joe joel john jon jonathan jordan joseph josephine josh joshua joy joyce juan judith judy julia julian julie june
    justin karen karl kate katharine katherine kathleen kathryn kathy katie katy kay keith kelly ken kenneth kerry
    kevin khalid kieran kim kirsten kirsty kofi kumar kwame kyle lara laura lauren laurence lee leanne leigh lena leon
    leonard lesley leslie lewis liam lily linda lindsay lindsey lisa liz lorna lorraine louis louise lucy luke lydia
    lyn lynda lynn lynne lynsey maggie malcolm mandy manjit marc marcus margaret maria marian marie marilyn marion mark
    martha martin martyn mary mathew matt matthew maureen maurice max maxine megan mel melanie melissa meera michael
    michele michelle mick miriam mike mo mohammad mohammed molly mona monica muhammad myra nadia nadine naomi nasreen
    natalie natasha nathan neil nicholas nick nicky nicola nicole nigel niki nikki nina noel nora norma norman olga
    oliver olivia omar owen pam pamela pat patricia patrick paul paula pauline penny pete peter phil philip philippa
    phillip phoebe pippa polly priti priya rachael rachel raj rajesh ralph ray raymond rebecca reena richard rita rob
    robert roberta robin rod roger rohan ronald rory rosalind rose rosemary rosie ross roy russell ruth ryan sabrina
    sadia sally sam samantha samina samuel sandra sandy sanjay sara sarah sean selina shabnam shannon sharon shaun
    sheena sheila shelley shirley simon sinead siobhan sofia sophia sophie stacey stella steph stephanie stephen steve
    steven stewart stuart sue sumit sunita susan susanna suzanne suzy sylvia tamara tanya tara ted teresa terry thea
    theresa thomas tim timothy tina toby tom tony tracey tracy trevor tricia trisha una ursula usha valerie vanessa
    vera verity veronica vicki vicky victor victoria vijay vikram vincent vivien wayne wendy will william yasmin yvonne
    zara zahra zoe
    """
)

TITLES = _words(
    """
    mr mrs ms miss mx dr prof professor cllr councillor sir dame rev revd lord lady
    pc ps ds di dci dsupt dcs insp inspector sgt sergeant supt superintendent cc acc dcc ch
    d/supt t/dci t/di t/insp t/supt t/sgt a/dci a/di a/insp d/insp d/sgt d/ch
    """
)

# Nouns that make words one person's office, by whatever name.
ROLES = _words(
    """
    head heads director directors manager managers lead leads leader leaders officer officers chair chairs worker
    workers supervisor supervisors co-ordinator co-ordinators coordinator coordinators commissioner commissioners
    executive chief nurse nurses consultant advisor advisors adviser advisers practitioner practitioners headteacher
    principal secretary deputy administrator analyst analysts trainer trainers governor governors champion champions
    sponsor owner owners
    """
)

# Offices in capitals that stand for a role, as no team's or organisation's do: "Police DI", "AD Early Help".
ROLE_CAPITALS = _words(
    """
    ACC ACO AD CEO CFO COO DASS DCC DCEO DCI DCO DCS DI DPH DS DSL GM HOS IRO LADO MD PC PM PSW SENCO SPO SRO TM
    """
)

# Nouns of bodies: groups, teams and agencies.
BODIES = _words(
    """
    board boards team teams service services partnership group groups council police education health probation panel
    committee partner partners agency agencies staff all everyone trust school schools member members cabinet
    department directorate hub unit cps court courts housing commissioning
    """
)
OFFICES = ROLES | BODIES

# Words of departments, places and trades: capitalised as names are, and no part of one.
OFFICE_WORDS = OFFICES | _words(
    """
    interim acting associate senior strategic operational operations named designated clinical medical public social
    care work children child childrens young people youth justice adult adults family families early help intervention
    prevention safeguarding safeguards protection quality assurance performance improvement development corporate
    commissioning contracts finance legal human resources workforce training learning practice specialist locality
    assessment assessments integrated community communities safety offender management exploitation force lead project
    programme policy business support systems information digital data communications communication engagement
    participation inclusion send special needs primary secondary looked after leaving fostering adoption residential
    housing homelessness mental emotional wellbeing well-being wellness nursing paediatric paediatrics hospital
    emergency urgent women men victims victim restorative reparation resettlement custody enforcement licensing
    environment transport planning parenting partnerships assistant estates governance democratic virtual multi-agency
    multi agency joint county city
    borough district town local authority national regional central east west north south eastern western northern
    southern greater sussex essex kent surrey norfolk suffolk devon cornwall dorset somerset hampshire yorkshire
    lancashire cheshire derbyshire nottinghamshire lincolnshire leicestershire staffordshire shropshire cumbria
    northumberland durham london england wales scotland ireland england's hm his her majesty's inspectorate of the
    and for in on with to at by or 0
    """
)

NOBODY = frozenset(
    {"", "tbc", "tba", "n/a", "na", "none", "nil", "vacant", "-", "–", "to be confirmed", "to be agreed"}
)
