export { type NodeTransportOptions, nodeTransport } from '@cio/core/node';
