from django.urls import path

from reporting.views import figures, recipients, weekly

app_name = "reporting"
urlpatterns = [
    path("figures/", figures.first_page, name="figures"),
    path("figures/how-interviews-ended/<slug:ending>/", figures.ending, name="ending"),
    path("figures/<slug:key>/", figures.figure, name="figure"),
    path("weekly-email/", weekly.weekly_emails, name="weekly_emails"),
    path("weekly-email/so-far/", weekly.so_far, name="weekly_so_far"),
    path("weekly-email/recipients/", weekly.who_gets_it, name="weekly_who_gets_it"),
    path("weekly-email/recipients/<int:service>/", recipients.weekly_recipients, name="weekly_recipients"),
    path("weekly-email/<slug:week>/", weekly.weekly_email, name="weekly_email"),
    path("weekly-email/<slug:week>/send/", weekly.send, name="send_weekly_email"),
]
