import { familiarName, parseImage } from '@/lib/kubernetes';

/**
 * Ports that well-known programs open besides those that people declare, by the last word of the image's name, or the
 * last two: their health, metrics and administration. From each program's own documentation.
 */
const PORTS: Readonly<Record<string, readonly number[]>> = {
  alertmanager: [9093, 9094],
  'all-in-one': [4317, 4318, 14268, 14269, 16685, 16686],
  argocd: [8080, 8082, 8083, 8084],
  caddy: [2019],
  'cert-manager-controller': [9402, 9403],
  'cert-manager-webhook': [6080, 9402, 10250],
  'cilium/cilium': [9879, 9962],
  'cluster-autoscaler': [8085],
  'clickhouse-server': [8123, 9000, 9009, 9363],
  'cloud-sql-proxy': [9090, 9091, 9801],
  consul: [8300, 8301, 8302, 8500, 8501, 8502, 8503, 8600],
  coredns: [53, 8080, 8181, 9153],
  daprd: [3500, 3501, 9090, 50001],
  elasticsearch: [9200, 9300],
  envoy: [9901],
  etcd: [2379, 2380, 2381],
  'external-dns': [7979],
  'external-secrets': [8080, 8081, 10250],
  'fluent-bit': [2020],
  fluentd: [9880, 24220, 24224, 24231],
  grafana: [3000],
  haproxy: [1024, 8404],
  'ingress-nginx/controller': [80, 443, 8443, 10246, 10254],
  jenkins: [8080, 50000],
  keycloak: [8080, 8443, 9000],
  kong: [8000, 8001, 8100],
  'kube-state-metrics': [8080, 8081],
  'kyverno/kyverno': [8000, 9443],
  'linkerd/proxy': [4140, 4143, 4190, 4191],
  loki: [3100, 7946, 9095],
  'metallb/controller': [7472, 9443, 17472],
  'metallb/speaker': [7472, 7473, 7946, 17473],
  'metrics-server': [4443, 10250],
  mimir: [7946, 8080, 9095],
  minio: [9000, 9001],
  nats: [4222, 6222, 8222],
  'node-exporter': [9100],
  'oauth2-proxy': [4180, 44180],
  opensearch: [9200, 9300, 9600],
  'opentelemetry-collector': [4317, 4318, 8888, 13133],
  'opentelemetry-collector-contrib': [4317, 4318, 8888, 13133],
  prometheus: [9090],
  promtail: [80, 3101, 9080],
  proxyv2: [15000, 15020, 15021, 15090],
  rabbitmq: [5672, 15672, 15692],
  registry: [5000, 5001],
  'sealed-secrets-controller': [8080, 8081],
  tempo: [3100, 3200, 4317, 4318, 7946, 9095],
  traefik: [80, 443, 8080, 9000],
  vault: [8200, 8201],
  vector: [8686],
  zookeeper: [2181, 2888, 3888, 8080],
};

/** Whether the program in an image is known to listen on a port. */
export function isPortOfImage(image: string, port: number): boolean {
  const reference = parseImage(image);
  const words = reference ? familiarName(reference).split('/') : [];
  return [words.slice(-1), words.slice(-2)].some((last) => {
    const name = last.join('/');
    return Object.hasOwn(PORTS, name) && (PORTS[name]?.includes(port) ?? false);
  });
}
