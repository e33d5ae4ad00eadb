import { person, type TrackV2Client } from '@cio/track-v2';

export interface SampleV2Call {
  /** The client's method. */
  method: Extract<keyof TrackV2Client, string>;
  /** The contract's name for the shape of what it sends. */
  schema: string;
  call(client: TrackV2Client): Promise<unknown>;
}

const WHO = { id: 'u1' };
const WHAT = { object_type_id: '1', object_id: 'acme' };
const TO_OBJECT = [{ identifiers: WHAT, relationship_attributes: { role: 'admin' } }];
const TO_PERSON = [{ identifiers: WHO, relationship_attributes: { role: 'admin' } }];

/** One call of each method of the Track v2 client that sends one operation. */
export const trackV2Calls: SampleV2Call[] = [
  { method: 'send', schema: 'person_delete', call: (c) => c.send(person.delete(WHO)) },
  {
    method: 'identifyPerson',
    schema: 'identify_person',
    call: (c) =>
      c.identifyPerson(WHO, { plan: 'gold' }, { cio_relationships: TO_OBJECT, timestamp: new Date(5000) }),
  },
  { method: 'deletePerson', schema: 'person_delete', call: (c) => c.deletePerson(WHO) },
  {
    method: 'trackPersonEvent',
    schema: 'person_event',
    call: (c) => c.trackPersonEvent(WHO, 'bought', { price: 3 }),
  },
  {
    method: 'personPageview',
    schema: 'person_page',
    call: (c) => c.personPageview(WHO, 'https://x.io', { title: 'X' }),
  },
  { method: 'personScreen', schema: 'person_screen', call: (c) => c.personScreen(WHO, 'Home') },
  {
    method: 'addPersonDevice',
    schema: 'person_add_device',
    call: (c) => c.addPersonDevice(WHO, { token: 't', platform: 'ios', last_used: new Date(5000) }),
  },
  {
    method: 'deletePersonDevice',
    schema: 'person_delete_device',
    call: (c) => c.deletePersonDevice(WHO, 't'),
  },
  { method: 'suppressPerson', schema: 'person_suppress', call: (c) => c.suppressPerson(WHO) },
  { method: 'unsuppressPerson', schema: 'person_unsuppress', call: (c) => c.unsuppressPerson(WHO) },
  { method: 'mergePersons', schema: 'person_merge', call: (c) => c.mergePersons(WHO, { email: 'b@x.io' }) },
  {
    method: 'addPersonRelationships',
    schema: 'person_add_relationships',
    call: (c) => c.addPersonRelationships(WHO, TO_OBJECT),
  },
  {
    method: 'deletePersonRelationships',
    schema: 'person_delete_relationships',
    call: (c) => c.deletePersonRelationships(WHO, TO_OBJECT),
  },
  {
    method: 'identifyObject',
    schema: 'object_identify',
    call: (c) => c.identifyObject(WHAT, { name: 'Acme' }, { cio_relationships: TO_PERSON }),
  },
  {
    method: 'trackObjectEvent',
    schema: 'object_event',
    call: (c) => c.trackObjectEvent(WHAT, 'renewed', { seats: 5 }),
  },
  { method: 'deleteObject', schema: 'object_delete', call: (c) => c.deleteObject(WHAT) },
  {
    method: 'addObjectRelationships',
    schema: 'object_add_relationships',
    call: (c) => c.addObjectRelationships(WHAT, TO_PERSON),
  },
  {
    method: 'deleteObjectRelationships',
    schema: 'object_delete_relationships',
    call: (c) => c.deleteObjectRelationships(WHAT, TO_PERSON),
  },
];
