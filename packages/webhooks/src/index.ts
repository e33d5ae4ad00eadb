export { type HeaderValue, type VerifySignatureOptions, verifySignature } from './verify-signature.js';
