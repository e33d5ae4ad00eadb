/** The file that `cio-emulator init` writes: it starts as it is, and says what can be changed. */
export const EXAMPLE_SEED = `# What the local Customer.io has when it starts:
#
#   npx @cio/emulator --seed cio-seed.yaml
#
# Every section is optional, and so is every key that is commented out. Names are yours.

# Topics that people subscribe to. Their identifiers are topic_1, topic_2 and so on.
topics:
  - name: News
    description: What is new
    subscribed_by_default: true
  - name: Offers
    subscribed_by_default: false

# Who messages come from.
senders:
  - name: Shop
    email: shop@example.com

# The types of objects.
object_types:
  - id: 1
    name: Companies
    singular_name: Company

# Texts for every message: {{snippets.signature}}
snippets:
  signature: The people of the shop

# An id, an email address, or both.
people:
  - id: ada
    email: ada@example.com
    attributes:
      first_name: Ada
      plan: gold
      seats: 12
    # Choices by the name of a topic; without one, the topic's default stands.
    topics:
      Offers: true
    devices:
      - id: token-of-a-phone
        platform: ios
    # Events that happened already. They start no campaign.
    events:
      - name: order_placed
        data: { item: Tea, total: 12.5 }
        ago: 2 days
  - id: bob
    email: bob@example.com
    attributes: { first_name: Bob, plan: free, unsubscribed: true }

# Objects and who belongs to them, by an id or an email address.
objects:
  - type: 1
    id: acme
    attributes: { name: Acme }
    people:
      - person: ada
        attributes: { role: admin }

# Who is in a segment is evaluated when it is read. A condition is one of
#   attribute: { field, operator: eq | exists | contains | gt | lt, value }
#   event:     { name, at_least, within_days, where: [{ field, operator, value }] }
#   segment:   the name of a segment above; Everyone is there
#   and: [...]   or: [...]   not: ...
segments:
  - name: Gold
    conditions:
      attribute: { field: plan, operator: eq, value: gold }
  - name: Active on gold
    conditions:
      and:
        - segment: Gold
        - event: { name: order_placed, within_days: 30 }
  # A manual segment has members, by id or email address.
  - name: Testers
    members: [ada]

# Transactional messages, in Liquid. A send names them by name or by id; its message_data are {{trigger}}.
templates:
  - id: 1
    name: receipt
    subject: Your order of {{trigger.item}}
    body: |
      <p>Hello {{customer.first_name}},</p>
      <p>thank you for {{trigger.item}}.</p>
      <p>{{snippets.signature}}</p>
    translations:
      fr:
        subject: Votre commande de {{trigger.item}}
        body: <p>Bonjour {{customer.first_name}}</p>

# Emails that an event starts, whose data are {{event}}, or that a person comes into segments.
campaigns:
  - name: After an order
    event: order_placed
    # filter_segments: [Gold]
    steps:
      - name: Thanks
        subject: Thank you for {{event.item}}
        body: <p>Hello {{customer.first_name}}</p>
      - name: How is it?
        delay: 2 days
        subject: How is your {{event.item}}?
        body: <p>Tell us.</p>
  - name: Welcome to gold
    segments: [Gold]
    # once: a person who comes back does not start it again. Or every_time.
    frequency: once
    steps:
      - subject: Welcome to gold, {{customer.first_name}}
        body: <p>All of it is yours now.</p>

# Broadcasts that the API triggers: POST /v1/campaigns/1/triggers
broadcasts:
  - name: Announcement
    recipients:
      segment: Gold
    subject: '{{trigger.title}}'
    body: <p>{{trigger.text}}</p>

# Newsletters that are not sent yet: POST /v1/newsletters/1/send
newsletters:
  - name: Spring
    segment: Everyone
    topic: News
    subject: Spring is here
    body: <p>Hello {{customer.first_name}}</p>

# Where events go as signed webhooks.
# webhooks:
#   - name: My app
#     url: http://127.0.0.1:3000/webhooks/customerio
#     events: [email_sent, email_delivered, email_bounced, customer_unsubscribed]
`;
