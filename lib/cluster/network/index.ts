export { createNetwork, type Network, type PodNetwork } from './network';
