"""Code lists of the children looked after return (SSDA903), 2025-26, with the words people use for them.

Source: docs/sources.md (SSDA903 code lists).
"""

from django.db.models import TextChoices


class KindOfRecord(TextChoices):
    """Why somebody is on record here, in the words of the form. Ours, not the return's (docs/formats.md 1)."""

    LOOKED_AFTER = "looked_after", "Looked after by us"
    AT_HOME = "at_home", "Lives at home or with family"
    OTHER_COUNCIL = "other_council", "Placed here by another council"
    CARE_LEAVER = "care_leaver", "Care leaver"
    ADULT_AT_RISK = "adult_at_risk", "Adult at risk"


class Sex(TextChoices):
    MALE = "M", "Male"
    FEMALE = "F", "Female"
    UNKNOWN = "U", "Not known"


class Ethnicity(TextChoices):
    WBRI = "WBRI", "White British"
    WIRI = "WIRI", "White Irish"
    WOTH = "WOTH", "Any other White background"
    WIRT = "WIRT", "Traveller of Irish heritage"
    WROM = "WROM", "Gypsy or Roma"
    MWBC = "MWBC", "White and Black Caribbean"
    MWBA = "MWBA", "White and Black African"
    MWAS = "MWAS", "White and Asian"
    MOTH = "MOTH", "Any other mixed background"
    AIND = "AIND", "Indian"
    APKN = "APKN", "Pakistani"
    ABAN = "ABAN", "Bangladeshi"
    AOTH = "AOTH", "Any other Asian background"
    BCRB = "BCRB", "Caribbean"
    BAFR = "BAFR", "African"
    BOTH = "BOTH", "Any other Black background"
    CHNE = "CHNE", "Chinese"
    OOTH = "OOTH", "Any other ethnic group"
    REFU = "REFU", "Prefers not to say"
    NOBT = "NOBT", "Not yet obtained"


class LegalStatus(TextChoices):
    C1 = "C1", "Interim care order"
    C2 = "C2", "Full care order"
    D1 = "D1", "Freeing order"
    E1 = "E1", "Placement order"
    V2 = "V2", "Section 20, single period"
    V3 = "V3", "Short breaks, recorded by episode"
    V4 = "V4", "Short breaks, recorded by agreement"
    L1 = "L1", "Police protection"
    L2 = "L2", "Emergency protection order"
    L3 = "L3", "Child assessment order"
    J1 = "J1", "Remanded"
    J2 = "J2", "Detained under PACE"
    J3 = "J3", "Youth rehabilitation order with residence"


class CategoryOfNeed(TextChoices):
    N1 = "N1", "Abuse or neglect"
    N2 = "N2", "Child's disability"
    N3 = "N3", "Parent's illness or disability"
    N4 = "N4", "Family in acute stress"
    N5 = "N5", "Family dysfunction"
    N6 = "N6", "Socially unacceptable behaviour"
    N7 = "N7", "Low income"
    N8 = "N8", "Absent parenting"


class PlacementType(TextChoices):
    A3 = "A3", "Placed for adoption with current carer, by consent"
    A4 = "A4", "Placed for adoption, not with current carer, by consent"
    A5 = "A5", "Placed for adoption with current carer, by order"
    A6 = "A6", "Placed for adoption, not with current carer, by order"
    K1 = "K1", "Secure children's home"
    K2 = "K2", "Children's home"
    K3 = "K3", "Supported accommodation"
    P1 = "P1", "With parents"
    P3 = "P3", "Residential employment"
    R1 = "R1", "Residential care home"
    R2 = "R2", "NHS or other health establishment"
    R3 = "R3", "Family centre or mother and baby unit"
    R5 = "R5", "Young offender institution"
    S1 = "S1", "Residential school"
    T0 = "T0", "Temporary placement"
    T1 = "T1", "Temporary stay in hospital"
    T2 = "T2", "Temporary stay on holiday"
    T3 = "T3", "Temporary stay while carer is on holiday"
    T4 = "T4", "Temporary placement of seven days or less"
    U1 = "U1", "Foster care with relative or friend, long-term"
    U2 = "U2", "Foster care with relative or friend, fostering for adoption"
    U3 = "U3", "Foster care with relative or friend"
    U4 = "U4", "Foster care, long-term"
    U5 = "U5", "Foster care, fostering for adoption"
    U6 = "U6", "Foster care"
    Z11 = "Z11", "Other placement (Z11)"
    Z12 = "Z12", "Other placement (Z12)"
    Z13 = "Z13", "Other placement (Z13)"
    Z14 = "Z14", "Other placement (Z14)"
    H5 = "H5", "Semi-independent living (before 2023)"
    P2 = "P2", "Independent living (before 2023)"
    Z1 = "Z1", "Other placement (before 2025)"


class PlacementProvider(TextChoices):
    PR0 = "PR0", "Parents or other person with parental responsibility"
    PR1 = "PR1", "Own local authority"
    PR2 = "PR2", "Other local authority"
    PR3 = "PR3", "Other public organisation"
    PR4 = "PR4", "Private provider"
    PR5 = "PR5", "Voluntary organisation"
