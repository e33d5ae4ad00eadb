export { fetchTransport } from '@cio/core/fetch';
