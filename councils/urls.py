"""Addresses of councils, people, accounts' rights and personal links."""

from django.urls import path

from councils.views import accounts, audit, councils, imports, links, outbox, people

app_name = "councils"

urlpatterns = [
    path("l/<str:token>/", links.open_link, name="open_link"),
    path("l/close", links.close_link, name="close_link"),
    path("councils/", councils.council_list, name="council_list"),
    path("councils/<str:dfe_number>/", councils.council_detail, name="council_detail"),
    path("people/", people.person_list, name="person_list"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/import/", imports.people_import, name="people_import"),
    path("people/import/<uuid:pk>/", imports.people_import_check, name="people_import_check"),
    path("people/export.<str:kind>", imports.people_export, name="people_export"),
    path("people/posts/<int:pk>/end/", people.post_end, name="post_end"),
    path("people/<int:pk>/", people.person_detail, name="person_detail"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/posts/add/", people.post_add, name="post_add"),
    path("people/<int:pk>/merge/", people.person_merge, name="person_merge"),
    path("people/<int:pk>/link/send/", people.person_link_send, name="person_link_send"),
    path("people/<int:pk>/link/reissue/", people.person_link_reissue, name="person_link_reissue"),
    path("accounts/", accounts.account_list, name="account_list"),
    path("accounts/invite/", accounts.account_invite, name="account_invite"),
    path("accounts/<int:pk>/invite-again/", accounts.account_invite_again, name="account_invite_again"),
    path("accounts/<int:pk>/roles/add/", accounts.membership_add, name="membership_add"),
    path("accounts/roles/<int:pk>/change/", accounts.membership_change, name="membership_change"),
    path("accounts/roles/<int:pk>/end/", accounts.membership_end, name="membership_end"),
    path("audit/", audit.audit_log, name="audit_log"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/batches/<uuid:pk>/", outbox.outbox_batch, name="outbox_batch"),
    path("outbox/<int:pk>/settle/", outbox.outbox_settle, name="outbox_settle"),
    path("outbox/<int:pk>/resend/", outbox.outbox_resend, name="outbox_resend"),
]
