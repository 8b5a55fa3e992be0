from django.urls import path

from people.views import case_files

app_name = "imports"

urlpatterns = [
    path("", case_files.runs, name="runs"),
    path("<int:run>/", case_files.run, name="run"),
    path("<int:run>/confirm/", case_files.confirm, name="confirm"),
    path("<int:run>/give-up/", case_files.give_up, name="give_up"),
    path("<int:run>/rejects.csv", case_files.rejects, name="rejects"),
]
