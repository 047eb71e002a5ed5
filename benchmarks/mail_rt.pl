# People with a daily digest and five tickets each, for rt-email-digest (Debian's request-tracker5 with SQLite).
# Run as root by mail_peers.py --fill, which says PEOPLE=400.
use strict;
use warnings;
use RT;
RT::LoadConfig();
RT::Init();

my $people = $ENV{PEOPLE} || 400;
my $queue = RT::Queue->new(RT->SystemUser);
$queue->Load("General");
my $group = RT::Group->new(RT->SystemUser);
$group->LoadSystemInternalGroup("Privileged");
$group->PrincipalObj->GrantRight(Right => "OwnTicket", Object => RT->System);
my $actor = RT::CurrentUser->new("root");

for my $n (1 .. $people) {
    my $user = RT::User->new(RT->SystemUser);
    $user->LoadOrCreateByEmail("Ada Bramber$n <person$n\@example.org>");
    $user->SetPrivileged(1) unless $user->Privileged;
    $user->SetPreferences(RT->System, { EmailFrequency => "Daily digest" });
    for my $k (1 .. 5) {
        my $ticket = RT::Ticket->new($actor);
        my ($id, undef, $said) = $ticket->Create(
            Queue => $queue->Id, Owner => $user->Id, Due => "2026-11-30 00:00:00",
            Subject => "Agree and publish one threshold document for all partners, part $k",
            MIMEObj => MIME::Entity->build(Type => "text/plain", Data => "Due on 30 November 2026."),
        );
        die $said unless $id;
    }
}
