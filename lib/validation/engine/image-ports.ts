import { familiarName, parseImage } from '@/lib/kubernetes';

/**
 * Ports that well-known programs open besides those that people declare, by the last word of the image's name: their
 * health, metrics and administration. From each program's own documentation.
 */
const PORTS: Readonly<Record<string, readonly number[]>> = {
  argocd: [8080, 8082, 8083, 8084],
  'cert-manager-controller': [9402, 9403],
  coredns: [53, 8080, 8181, 9153],
  elasticsearch: [9200, 9300],
  envoy: [9901],
  etcd: [2379, 2380, 2381],
  'fluent-bit': [2020],
  grafana: [3000],
  haproxy: [1024, 8404],
  jenkins: [8080, 50000],
  keycloak: [8080, 8443, 9000],
  kong: [8000, 8001, 8100],
  loki: [3100, 9095],
  minio: [9000, 9001],
  nats: [4222, 6222, 8222],
  'oauth2-proxy': [4180, 44180],
  opensearch: [9200, 9300, 9600],
  'opentelemetry-collector': [4317, 4318, 8888, 13133],
  'opentelemetry-collector-contrib': [4317, 4318, 8888, 13133],
  prometheus: [9090],
  proxyv2: [15000, 15020, 15021, 15090],
  rabbitmq: [5672, 15672, 15692],
  traefik: [80, 443, 8080, 9000],
  vault: [8200, 8201],
  zookeeper: [2181, 2888, 3888, 8080],
};

/** Whether the program in an image is known to listen on a port. */
export function isPortOfImage(image: string, port: number): boolean {
  const reference = parseImage(image);
  const name = reference && familiarName(reference).replace(/^.*\//, '');
  return name !== undefined && Object.hasOwn(PORTS, name) && (PORTS[name]?.includes(port) ?? false);
}
