# People with five issues each that are due tomorrow, for redmine:send_reminders (Debian's redmine, SQLite).
# Run as root: see mail_peers.py.
people = Integer(ENV.fetch("PEOPLE", "400"))
Setting.mail_from = "redmine@example.org"
project = Project.find_by(identifier: "bench") ||
          Project.create!(name: "Bench", identifier: "bench", trackers: Tracker.all, is_public: true)
Project.find_by(identifier: "empty") || Project.create!(name: "Empty", identifier: "empty", trackers: Tracker.all)
role = Role.givable.first
author = User.find_by(login: "admin")
status, priority, tracker = IssueStatus.where(is_closed: false).first, IssuePriority.first, Tracker.first
ActiveRecord::Base.transaction do
  people.times do |n|
    next if User.find_by(login: "person#{n}")

    user = User.new(firstname: "Ada", lastname: "Bramber#{n}", mail: "person#{n}@example.org", language: "en", status: 1)
    user.login = "person#{n}"
    user.password = user.password_confirmation = "s3cret-s3cret"
    user.save!
    Member.create!(project: project, user_id: user.id, roles: [role])
    5.times do |k|
      issue = Issue.new(
        project: project, tracker: tracker, status: status, priority: priority, author: author, assigned_to: user,
        subject: "Agree and publish one threshold document for all partners, part #{k}", due_date: Date.today + 1
      )
      issue.notify = false
      issue.save!(validate: false)
    end
  end
end
puts "#{User.count} users, #{Issue.count} issues"
