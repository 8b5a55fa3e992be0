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
