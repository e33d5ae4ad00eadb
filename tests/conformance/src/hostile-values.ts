/** Values that a caller may pass by mistake, or on purpose. Each is made anew: some of them are used up. */
export function hostileValues(): [name: string, value: unknown][] {
  const circular: Record<string, unknown> = { id: '1' };
  circular.self = circular;
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const boom = () => {
    throw new Error('boom');
  };
  return [
    ['undefined', undefined],
    ['null', null],
    ['true', true],
    ['0', 0],
    ['-0', -0],
    ['NaN', Number.NaN],
    ['2^53', 2 ** 53],
    ['an empty string', ''],
    ['half a surrogate', '\ud800'],
    ['a bigint', 5n],
    ['a symbol', Symbol('s')],
    ['a function', () => {}],
    ['an empty object', {}],
    ['an empty list', []],
    ['a list of null', [null]],
    ['a list of half a surrogate', ['\ud800']],
    ['a Map', new Map([['id', '1']])],
    ['an invalid Date', new Date('x')],
    ['an object without a prototype', Object.create(null)],
    ['half a surrogate as id', { id: '\ud800' }],
    ['a bigint as id', { id: 5n }],
    ['a symbol as id', { id: Symbol('s') }],
    ['null as id', { id: null }],
    ['a deep null', { identifiers: null, relationship_attributes: null }],
    ['an object that contains itself', circular],
    [
      'an error whose cause is itself',
      Object.assign(new Error('x'), {
        get cause() {
          return this;
        },
      }),
    ],
    ['a revoked proxy', revoked],
    ['a list of a revoked proxy', [revoked]],
    ['a proxy without keys', new Proxy({}, { ownKeys: boom })],
    ['a proxy without values', new Proxy({ id: 1 }, { get: boom })],
    ['a proxy without a prototype', new Proxy({ id: 1 }, { getPrototypeOf: boom })],
    [
      'a getter that throws',
      {
        get id() {
          return boom();
        },
      },
    ],
    [
      'a deep getter that throws',
      [
        {
          identifiers: {
            get id() {
              return boom();
            },
          },
        },
      ],
    ],
    [
      'a getter that throws undefined',
      {
        get id() {
          throw undefined;
        },
      },
    ],
    ['a toJSON that throws', { id: '1', toJSON: boom }],
    ['a toJSON that gives nothing', { id: '1', toJSON: () => undefined }],
    ['a list that cannot be iterated', Object.assign([1], { [Symbol.iterator]: boom })],
    [
      'an iterable that throws',
      {
        *[Symbol.iterator]() {
          yield null;
          boom();
        },
      },
    ],
    [
      'a then that throws',
      {
        // biome-ignore lint/suspicious/noThenProperty: a thenable that throws is one of them.
        get then() {
          return boom();
        },
      },
    ],
  ];
}
