from implementation.programme.models import Department


def departments_of(programme):
    return Department.objects.filter(organisation=programme.organisation_id)
