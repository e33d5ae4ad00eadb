import { describe, expect, test } from 'vitest';
import { appContract, reportingEvents, trackContract } from './index.js';

test('the Track API has 18 operations', () => {
  expect(trackContract.operations).toHaveLength(18);
});

test('a request is found by its raw path, and its parameters come decoded once', () => {
  const match = trackContract.match('PUT', '/api/v1/customers/a%2Fb%252F');
  expect(match?.operation.operationId).toBe('identify');
  expect(match?.parameters).toEqual({ identifier: 'a/b%2F' });
  expect(trackContract.match('PUT', '/api/v1/customers/')).toBeUndefined();
  expect(trackContract.match('PUT', '/api/v1/customers/%zz')).toBeUndefined();
  expect(trackContract.match('PATCH', '/api/v1/customers/5')).toBeUndefined();
});

test('a body is held against the operation it belongs to', () => {
  const { operation } = trackContract.match('PUT', '/api/v1/customers/5/devices')!;
  expect(trackContract.requestErrors(operation, { device: { id: 'x', platform: 'ios' } })).toEqual([]);
  expect(trackContract.requestErrors(operation, { device: { id: 'x', platform: 'palm' } })).toEqual([
    'device.platform must be equal to one of the allowed values: ios, android',
  ]);
  expect(trackContract.requestErrors(operation, {})).toEqual(["body must have required property 'device'"]);
});

test('an event can have any id, come from nobody known, and be about content', () => {
  const { operation } = trackContract.match('POST', '/api/v1/customers/5/events')!;
  expect(trackContract.requestErrors(operation, { name: 'x', id: 'any-text' })).toEqual([]);
  const entity = trackContract.match('POST', '/api/v2/entity')!.operation;
  for (const action of ['event', 'page', 'screen', 'viewed_content', 'clicked_content']) {
    const item = { type: 'person', action, name: 'n', identifiers: { anonymous_id: 'a' }, attributes: {} };
    expect(trackContract.requestErrors(entity, item)).toEqual([]);
  }
  const identify = { type: 'person', action: 'identify', identifiers: { anonymous_id: 'a' } };
  expect(trackContract.requestErrors(entity, identify)).not.toEqual([]);
});

test('an operation without a body refuses one', () => {
  const { operation } = trackContract.match('DELETE', '/api/v1/customers/5')!;
  expect(trackContract.requestErrors(operation, undefined)).toEqual([]);
  expect(trackContract.requestErrors(operation, {})).toEqual([]);
  expect(trackContract.requestErrors(operation, { a: 1 })).toEqual(['expected no body']);
});

test('which operations carry credentials', () => {
  const open = trackContract.operations.filter((o) => !o.authorized).map((o) => o.operationId);
  expect(open).toEqual(['unsubscribe', 'metrics', 'pushMetrics']);
});

describe('the App API', () => {
  test('has 186 operations, and says what each is', () => {
    expect(appContract.operations).toHaveLength(186);
    const send = appContract.match('POST', '/v1/send/email')!.operation;
    expect(send).toMatchObject({
      safeToReplay: false,
      rateLimit: '3000/3s',
      bodyType: 'application/json',
      bodyRequired: true,
      successes: [200],
      failures: [400, 403, 413],
    });
    const list = appContract.match('GET', '/v1/messages')!.operation;
    expect(list).toMatchObject({ safeToReplay: true, pagination: 'cursor' });
  });

  test('a parameter is read as it stands in a URL', () => {
    const { operation } = appContract.match('GET', '/v1/messages')!;
    expect(appContract.queryErrors(operation, 'limit', '10')).toEqual([]);
    expect(appContract.queryErrors(operation, 'limit', 'ten')).toEqual(['limit must be integer']);
    expect(appContract.queryErrors(operation, 'drafts', 'true')).toEqual([]);
    expect(appContract.queryErrors(operation, 'drafts', 'yes')).toEqual(['drafts must be boolean']);
    expect(appContract.queryErrors(operation, 'nope', '1')).toEqual(['no query parameter "nope"']);
    const { operation: activities } = appContract.match('GET', '/v1/activities')!;
    expect(appContract.queryErrors(activities, 'type', 'event')).toEqual([]);
  });

  test('only a language may be left out of a path', () => {
    expect(appContract.match('GET', '/v1/transactional/1/language/')?.parameters.language).toBe('');
    expect(appContract.match('GET', '/v1/transactional/')).toBeUndefined();
  });

  test.each(appContract.operations)('samples of $operationId keep to the contract', (operation) => {
    for (const full of [false, true]) {
      for (let variant = 0; variant < appContract.requestVariants(operation); variant++) {
        const request = appContract.sampleRequest(operation, { full, variant });
        if (operation.bodyType === 'application/json')
          expect(appContract.requestErrors(operation, request)).toEqual([]);
      }
      for (const status of [...operation.successes, ...operation.failures]) {
        const answer = appContract.sampleAnswer(operation, { full }, status);
        expect(answer === undefined).toBe(!appContract.hasResponseBody(operation, status));
        if (answer !== undefined) expect(appContract.responseErrors(operation, status, answer)).toEqual([]);
      }
    }
  });

  test('a body may be left out only where the contract says so', () => {
    const optional = appContract.operations.filter((o) => o.bodyType && !o.bodyRequired);
    expect(optional.map(({ operationId }) => operationId)).toEqual([
      'sendNewsletter',
      'createNewsletterTestGroup',
      'previewEmail',
    ]);
    for (const operation of optional) expect(appContract.requestErrors(operation, undefined)).toEqual([]);
    const { operation } = appContract.match('POST', '/v1/segments')!;
    expect(appContract.requestErrors(operation, undefined)).toEqual(['a body is required']);
  });

  test('failures have bodies and headers', () => {
    const { operation } = appContract.match('GET', '/v1/messages/1/archived_message')!;
    expect(operation.failures).toEqual([404, 429]);
    expect(Object.keys(appContract.responseHeaders(operation, 429))).toEqual([
      'Retry-After',
      'X-RateLimit-Limit',
      'X-RateLimit-Remaining',
    ]);
    expect(appContract.sampleAnswer(operation, { full: false }, 429)).toEqual({ errors: [] });
    expect(appContract.responseErrors(operation, 429, { meta: { error: 'no' } })).not.toEqual([]);
    expect(appContract.hasResponseBody(operation, 404)).toBe(false);
  });

  test('what every answer has is asked of answers, and an image is no JSON', () => {
    const { operation } = appContract.match('GET', '/v1/segments/1')!;
    expect(appContract.responseErrors(operation, 200, { segment: { name: 'a' } })).toEqual([
      'segment must have all of id, name',
    ]);
    const image = appContract.match(
      'GET',
      '/v1/design_studio/emails/1/inbox_previews/2/captures/3',
    )!.operation;
    expect(appContract.responseTypes(image, 200)).toContain('image/png');
    expect(appContract.sampleAnswer(image, { full: true })).toBeUndefined();
  });

  test('the live form is allowed beside the published one', () => {
    const { operation } = appContract.match('POST', '/v1/customers/attributes')!;
    const person = { identifiers: { cio_id: 'a' }, attributes: { n: 5 } };
    for (const item of [person, { customer: person }])
      expect(appContract.responseErrors(operation, 200, { customers: [item] })).toEqual([]);
    expect(appContract.responseErrors(operation, 200, { customers: ['a'] })).not.toEqual([]);
  });
});

describe('what a body and an answer are made of', () => {
  const operation = (id: string) => appContract.operations.find(({ operationId }) => operationId === id)!;

  test('fields that no schema names are found, however deep', () => {
    const email = operation('createEmail');
    const body = {
      name: 'n',
      nmae: 1,
      envelope: { recipient: '', headers: [{ name: 'a', value: 'b' }, { nam: 'a' }] },
      transformers: { css_inlinr: {}, css_inliner: { enabled: true, constructor: 1 } },
    };
    expect(appContract.unknownFields(email, body)).toEqual([
      'nmae',
      'envelope.headers[1].nam',
      'transformers.css_inlinr',
      'transformers.css_inliner.constructor',
    ]);
  });

  test('are found by the name of a shape too', () => {
    const operation = {
      type: 'person',
      action: 'event',
      identifiers: { id: '1', ids: 1 },
      name: 'x',
      data: {},
    };
    expect(trackContract.unknownSchemaFields('person_event', operation)).toEqual(['identifiers.ids', 'data']);
    const attributes = { anything: { at: ['all'] } };
    expect(trackContract.unknownSchemaFields('person_event', { name: 'x', attributes })).toEqual([]);
  });

  test('what is left open has none, and of a union each field of one member is known', () => {
    const send = {
      transactional_message_id: 1,
      to: 'a',
      identifiers: { id: '1' },
      message_data: { any: [{ x: 1 }] },
    };
    expect(appContract.unknownFields(operation('sendEmail'), { ...send, subjct: '' })).toEqual(['subjct']);
    expect(
      appContract.unknownFields(operation('createNewsletter'), { type: 'push', subject: 's', subject_: '' }),
    ).toEqual(['subject_']);
    expect(appContract.unknownFields(operation('listSegments'), { a: 1 })).toEqual([]);
    for (const body of [null, 5, 'text', []])
      expect(appContract.unknownFields(operation('sendEmail'), body)).toEqual([]);
  });

  test('the fields of an answer, by where they are', () => {
    expect(appContract.responseFields(operation('sendEmail'), 400)).toEqual(['meta']);
    expect(appContract.responseFields(operation('createNewsletter'), 422, 'errors')).toEqual(['detail']);
    expect(appContract.responseFields(operation('getCampaigns'), 404)).toEqual([]);
    expect(appContract.responseFields(operation('getNewsletterMetrics'), 200, 'metric', 'series')).toContain(
      'sent',
    );
  });
});

describe('reporting webhooks', () => {
  test('have 93 kinds', () => {
    expect(reportingEvents.kinds).toHaveLength(93);
    expect(new Set(reportingEvents.kinds.map(({ type }) => type)).size).toBe(93);
  });

  test.each(reportingEvents.kinds)('samples of $type keep to the contract', ({ type }) => {
    for (const full of [true, false]) {
      for (const source of ['broadcast', 'campaign', 'newsletter', 'transactional'] as const) {
        const event = reportingEvents.sample(type, full, source);
        expect(`${event.object_type}.${event.metric}`).toBe(type);
        expect(reportingEvents.errors(type, event)).toEqual([]);
        expect(reportingEvents.errors(type, { ...event, metric: 'waved' })).not.toEqual([]);
      }
    }
  });

  test('a sample comes from what it is asked to come from', () => {
    expect(reportingEvents.sample('email.sent').data).toHaveProperty('broadcast_id');
    expect(reportingEvents.sample('email.sent', true, 'newsletter').data).toHaveProperty('newsletter_id');
    // A webhook is no transactional message: the first that it can come from stands for it.
    expect(reportingEvents.sample('webhook.sent', true, 'transactional').data).toHaveProperty('broadcast_id');
  });

  test('an event that has two forms can have either', () => {
    const { data, ...envelope } = reportingEvents.sample('email.unsubscribed');
    const customer = { customer_id: '', email_address: 'a@x.io', identifiers: { id: null } };
    for (const form of [data, customer])
      expect(reportingEvents.errors('email.unsubscribed', { ...envelope, data: form })).toEqual([]);
    expect(reportingEvents.errors('email.unsubscribed', { ...envelope, data: {} })).not.toEqual([]);
  });
});
