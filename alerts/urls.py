"""The bell's page, the health page, and what monitors ask."""

from django.urls import path

from alerts.views import alerts, health, monitors, settings

app_name = "alerts"

urlpatterns = [
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/read/", alerts.read_all_alerts, name="read_all"),
    path("alerts/<int:pk>/read/", alerts.read_alert, name="read"),
    path("alerts/<int:pk>/tomorrow/", alerts.put_off_alert, name="put_off"),
    path("alerts/<int:pk>/now/", alerts.show_alert_now, name="show_now"),
    path("alerts/morning/", alerts.choose_morning, name="morning"),
    path("alerts/last-week/", settings.last_week, name="last_week"),
    path("alerts/settings/", settings.who_is_told, name="settings"),
    path("alerts/settings/<slug:kind>/hours/", settings.change_hours, name="change_hours"),
    path("alerts/settings/<slug:kind>/<slug:stage>/", settings.change_recipients, name="change_recipients"),
    path("health/", health.health, name="health"),
    path("health/email/<int:pk>/again/", health.send_email_again, name="send_again"),
    path("health/email/<int:pk>/away/", health.put_email_away, name="put_away"),
    path("health/email/again/", health.send_all_email_again, name="send_all_again"),
    path("healthz", monitors.healthz, name="healthz"),
    path("healthz/jobs", monitors.healthz_jobs, name="healthz_jobs"),
    path("metrics", monitors.metrics, name="metrics"),
]
