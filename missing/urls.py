from django.urls import path

import people.converters  # noqa: F401
from missing.views import (
    corrections,
    episodes,
    for_police,
    interview,
    interview_record,
    logging,
    other_councils,
    queue,
    times,
    voiding,
)

app_name = "missing"

urlpatterns = [
    path("missing-now/", episodes.missing_now, name="now"),
    path("episodes/new/", logging.find_young_person, name="log_episode"),
    path("episodes/new/<ref:reference>/", logging.log_episode, name="log_episode_for"),
    path("episodes/<ref:episode>/", episodes.episode_page, name="episode"),
    path("episodes/<ref:episode>/return/", episodes.return_page, name="return"),
    path("episodes/<ref:episode>/police/", episodes.police_page, name="police"),
    path("episodes/<ref:episode>/correct/", corrections.correct_page, name="correct"),
    path("episodes/<ref:episode>/category/", corrections.category_page, name="category"),
    path("episodes/<ref:episode>/void/", voiding.void_page, name="void"),
    path("episodes/<ref:episode>/put-back/", voiding.unvoid_page, name="unvoid"),
    path("episodes/<ref:episode>/history/", episodes.history_page, name="episode_history"),
    path("young-people/<ref:reference>/police-page/", for_police.for_police, name="for_police"),
    path("young-people/<ref:reference>/police-page/print/", for_police.print_for_police, name="print_for_police"),
    path("interviews/", queue.queue_page, name="queue"),
    path("interviews.csv", queue.queue_csv, name="queue_csv"),
    path("interviews/selected/", queue.change_selected, name="change_selected"),
    path("interviews/<ref:episode>/", interview.interview_page, name="interview"),
    path("interviews/<ref:episode>/take/", queue.take, name="take"),
    path("interviews/<ref:episode>/put-back/", queue.put_back, name="put_back"),
    path("interviews/<ref:episode>/hand-over/", queue.hand_over, name="hand_over"),
    path("interviews/<ref:episode>/offers/", interview.add_offer, name="add_offer"),
    path("interviews/<ref:episode>/attempts/", interview.add_attempt, name="add_attempt"),
    path("interviews/<ref:episode>/record/", interview_record.sections_page, name="complete"),
    path("interviews/<ref:episode>/record/whole/", interview_record.whole_record, name="interview_record"),
    path("interviews/<ref:episode>/record/<slug:section>/", interview_record.section_page, name="record_section"),
    path("interviews/<ref:episode>/record/<slug:section>/keep/", interview_record.keep_section, name="keep_section"),
    path("interviews/<ref:episode>/not-done/", interview.close_page, name="close"),
    path("interviews/<ref:episode>/contact/", interview.contact_page, name="contact"),
    path("interviews/<ref:episode>/they-told/", other_councils.they_told, name="they_told"),
    path("interviews/<ref:episode>/theirs/", other_councils.pass_on, name="pass_to_council"),
    path("interviews/<ref:episode>/ours/", other_councils.take_back, name="take_from_council"),
    path("young-people/<ref:reference>/named/", interview_record.named_page, name="named"),
    path("times/understood/", times.understood_time, name="understood_time"),
]
