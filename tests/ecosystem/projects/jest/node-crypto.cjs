// The jsdom of Jest 29 has half of Web Crypto.
if (!crypto.subtle) Object.defineProperty(globalThis, 'crypto', { value: require('node:crypto').webcrypto });
