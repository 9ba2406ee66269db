/** Where the lab's cluster differs from a real one. */
export const cluster = {
  id: 'cluster',
  title: 'The cluster',
  says: 'A simulator of our own: an API server, the controllers, a scheduler, a kubelet and a network, written after the source of Kubernetes 1.36 and tested against its texts and rules. Containers run their command in a shell inside your browser.',
  differences: [
    {
      about: 'Time',
      real: 'Time passes by itself. How long a pull, a start or a request takes depends on the machines.',
      lab: 'Time is simulated and can be sped up. A pull takes as long as the size of the image suggests, a start about a third of a second, a hop of the network a millisecond. The same lesson takes the same time twice.',
    },
    {
      about: 'Nodes',
      real: 'Machines with an operating system, which can fail, fill up and go away.',
      lab: 'Each node is a record: 4 cores, 8 GiB, room for 110 Pods, always ready. `cordon`, taints and labels work; nothing breaks by itself. There are no Leases and no static Pods.',
    },
    {
      about: 'CPU and memory',
      real: 'A container is throttled at its CPU limit and killed (`OOMKilled`) at its memory limit; a full node evicts Pods.',
      lab: 'Requests and limits count for the scheduler, quotas, LimitRanges and the QoS class. What a container uses is not measured: nothing is throttled, `OOMKilled` or evicted for it, and there are no metrics. So a HorizontalPodAutoscaler says that it cannot get them.',
    },
    {
      about: 'Images',
      real: 'Any image of any registry that the node can reach, with your credentials.',
      lab: 'Those of a catalogue. A name or tag that does not exist fails as it does for real; one that exists and that the lab does not have says so plainly. `imagePullSecrets` are not looked at. Most digests are the lab’s own.',
    },
    {
      about: 'Programs',
      real: 'The binaries in the image.',
      lab: 'Models of them: nginx serves its default page, your files and simple `location` blocks; `curl`, `wget`, `nc`, `psql` and the migration tool know their common options; the database understands the few statements that the lessons use. An unknown program is `not found`.',
    },
    {
      about: 'Shell scripts',
      real: '`sh` is busybox’s ash, dash or bash, and whatever it can do.',
      lab: 'One shell in the words of each, without `ulimit`, `umask`, `jobs` and `fc`. `$$` is always 1. In a pipe one command runs after the other, so a loop without end before `| head` never ends. `yes` into a file or a pipe stops after 64 KB. Functions are not found inside `$(( $(f) ))`.',
    },
    {
      about: 'Loops that only count',
      real: 'A million turns take less than a second.',
      lab: 'Each turn of a loop takes a simulated millisecond, and more after ten thousand without a wait; so a deadline always reaches it. A loop that comes out of `eval`, a sourced file or an alias and never waits is ended after 10,000 turns, and says that it is the lab that ended it.',
    },
    {
      about: 'Size of scripts',
      real: 'Bounded by memory.',
      lab: '4 MB of text in a variable or from one tool, 64 MB of files, functions 1,000 deep, 1,000 processes in a container, 100 shells inside each other, 1 MB of log. Where a script meets such a limit, the message names the lab.',
    },
    {
      about: 'Files of a container',
      real: 'The whole file system of the image, `/proc`, `/sys` and devices.',
      lab: 'A few files of the image, its volumes, `/etc/hosts`, `/etc/resolv.conf` and the service account’s. No `/dev/zero`, `/dev/urandom`, `/proc`. Who may write is decided by folder and user, not by the modes of files; `fsGroup` changes nothing.',
    },
    {
      about: 'Volumes',
      real: 'Every kind, from `hostPath` to CSI drivers. Mounted ConfigMaps and Secrets follow their objects within about a minute.',
      lab: '`configMap`, `secret`, `downwardAPI`, `projected`, `emptyDir` and claims of the one StorageClass. All others start as an empty folder. What is mounted stays as it was when the Pod started.',
    },
    {
      about: 'Security context',
      real: 'The kernel enforces users, capabilities, seccomp, AppArmor and SELinux.',
      lab: '`runAsNonRoot`, `runAsUser`, `runAsGroup`, `readOnlyRootFilesystem` and dropped capabilities decide whether a container starts and what it may write. seccomp, AppArmor and SELinux count for Pod Security only.',
    },
    {
      about: 'Pods',
      real: 'Ephemeral containers, in-place resize, preemption by priority, host namespaces.',
      lab: 'Stored or refused as for real, but not acted upon: nobody is preempted, and `hostNetwork` gives a Pod an address of its own all the same.',
    },
    {
      about: 'Network',
      real: 'Packets: TCP and UDP, TLS with real certificates, NetworkPolicies if the plugin has them.',
      lab: 'HTTP, TCP, TLS, gRPC health checks and the database’s protocol, as exchanges of whole messages. NetworkPolicies are stored and not enforced. Certificates are nobody’s, as `curl` will tell. `sessionAffinity` and traffic policies are not looked at.',
    },
    {
      about: 'The way in and out',
      real: 'Ingress controllers, load balancers and node ports let traffic in; Pods reach the internet and the API server.',
      lab: 'You reach a Pod by `port-forward`. An Ingress is stored and routes nothing, a LoadBalancer keeps waiting for its address. No name outside the cluster resolves, and Pods cannot call the API server.',
    },
    {
      about: 'Who may do what',
      real: 'Users and service accounts, held to their rights by RBAC.',
      lab: 'Roles and bindings are stored and not enforced: every caller is an administrator. Tokens of service accounts are placeholders.',
    },
    {
      about: 'Admission',
      real: 'The built-in plugins, webhooks and admission policies in CEL.',
      lab: 'Pod Security, LimitRanges, quotas, priorities, service accounts and namespaces that go away. Webhooks and policies in CEL are stored and never asked. What `audit` finds goes into the lab’s log.',
    },
    {
      about: 'Validation',
      real: 'Every field of every kind.',
      lab: 'Types and unknown fields of every kind; the rules of the fields that people write in Pods, workloads, Jobs, Services, ConfigMaps, Secrets, names, labels and custom resources. A rare field that a real server would refuse may pass.',
    },
    {
      about: 'The API itself',
      real: 'HTTP, with pages of lists, watches from an older version, several versions of a kind, aggregated servers and the `eviction` subresource.',
      lab: 'Calls without HTTP. A watch begins now, a list comes whole, a kind has the versions that its definition names and is stored as it came: no conversion. `drain` and other evictions are not there.',
    },
    {
      about: 'How much it keeps',
      real: 'etcd’s quota, usually 2 GB.',
      lab: '1,500 objects of each kind. What comes after that is refused in etcd’s words: `etcdserver: mvcc: database space exceeded`.',
    },
    {
      about: 'The control plane',
      real: 'Its parts are Pods in `kube-system`, and can be looked at.',
      lab: '`kube-system` is empty: DNS, proxy, scheduler and controllers work without Pods. Controllers for clouds, certificates, and mirrored endpoints are not there.',
    },
  ],
};
