"""Rules that span tables, kept by the database itself. The words raised reach the person at the screen."""

import pgtrigger

ORDER_IS_ABOUT_SOMEBODY_OF_THEIRS = pgtrigger.Func(
    """
    IF EXISTS (
        SELECT 1 FROM people_courtorder court_order
        JOIN people_personaround person ON person.id = court_order.about_id
        WHERE court_order.id = NEW.id AND person.young_person_id <> court_order.young_person_id
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'court_order_is_about_somebody_of_theirs',
            MESSAGE = 'The order is about somebody around another young person.';
    END IF;
    RETURN NULL;
    """
)

FOLLOWS_CARE = pgtrigger.Func(
    """
    UPDATE people_youngperson person
    SET kind_of_record = care.kind
    FROM (
        SELECT child.id, CASE
            WHEN bool_or(period.ended_on IS NULL) THEN 'looked_after'
            WHEN max(period.ended_on) >= (child.date_of_birth + interval '18 years')::date - 1 THEN 'care_leaver'
            ELSE 'at_home'
        END AS kind
        FROM people_youngperson child
        JOIN people_careperiod period ON period.young_person_id = child.id
        WHERE child.id IN (NEW.young_person_id, OLD.young_person_id)
        GROUP BY child.id
    ) care
    WHERE person.id = care.id
      AND person.kind_of_record IN ('looked_after', 'at_home')
      AND person.kind_of_record <> care.kind;
    RETURN NULL;
    """
)
"""Who is in our care is on record as looked after, and as at home when it ends; who leaves at 18 as a care leaver.

A period that moves from one record to another (two that are one, or two again) is asked of both; who is left without
any stays what they are on record as. Another council's young person, a care leaver and an adult at risk stay what
somebody said they are.
"""
