import { expect, test } from 'vitest';
import { object, person } from '../index.js';

class Company {
  readonly name = 'Acme';
  readonly founded = new Date(7000);
}

interface Phone {
  device_model: string;
}

test('values whose types are interfaces and classes are attributes', () => {
  const acme = { name: 'Acme', founded: 7 };
  const company = new Company();
  const id = { object_type_id: '1', object_id: 'acme' };
  expect(person.identify({ id: '5' }, company).attributes).toEqual(acme);
  expect(person.event({ id: '5' }, 'founded', company).attributes).toEqual(acme);
  expect(object.identify(id, company).attributes).toEqual(acme);
  const related = [{ identifiers: id, relationship_attributes: company }];
  const { cio_relationships } = person.identify({ id: '5' }, company, { cio_relationships: related });
  expect(cio_relationships).toEqual([{ identifiers: id, relationship_attributes: acme }]);
  const attributes: Phone = { device_model: 'One' };
  const added = person.addDevice({ id: '5' }, { token: 't', platform: 'ios', attributes });
  expect(added.device.attributes).toEqual({ device_model: 'One' });
});

test('what is no object of fields does not compile, and is refused', () => {
  // @ts-expect-error an array
  expect(() => person.event({ id: '5' }, 'x', [])).toThrow('attributes');
  // @ts-expect-error a map
  expect(() => object.identify({ object_type_id: '1', object_id: 'a' }, new Map())).toThrow('attributes');
  // @ts-expect-error a known field of another type
  expect(() => person.identify({ id: '5' }, { created_at: 'x', plan: 1 })).not.toThrow();
});
