// cspell:words synchronisation presync postsync syncfail statefulset configmap kustomization statefully outofsync
// cspell:words shortlived oneoff onetime generatename colour
import type { Rubric } from '@/lib/quiz/explain';

// Words that are used alike.
const sync = 'sync/syncing/synchronization/synchronisation/syncs/deploy/deploying/rollout';
const app = 'app/application/apps/applications';
const unit = 'part/piece/bit/portion/element/component/member/ingredient/constituent/resident/subset';
const thing = 'resource/object/manifest/thing/entity/citizen/item';
const plain = 'regular/normal/ordinary/plain/usual/standard/real/proper/true/genuine/full/first';
const must = 'should/must/has/have/needs/need/ought/supposed/expected/meant/required';

/** How an explanation of the difference between a Job in a wave and a Job as a hook is graded. */
export const rubric: Rubric = {
  question: 'wave-or-hook',
  prompt: "What's the key difference between a Job in a sync-wave and a Job used as a Sync Hook?",
  things: [
    {
      id: 'wave',
      names: `
        wave, sync wave, job in/with/of/from/inside _ wave, wave job/resource/annotation/one/kind, waved,
        preflight, preflight job/=yaml?, sync wave job/annotation/resource, job _ sync wave annotation, wave annotated job
      `,
    },
    {
      id: 'hook',
      names: `
        hook, sync hook, job as/used/using/with/of/from/in _ hook, hook job/annotation/one/resource/kind,
        presync hook/job?, postsync hook/job?, syncfail hook/job?, pre sync hook/job?, post sync hook/job?,
        sync hook job/annotation/resource, hooked job, smoke test, smoke test job/hook/=yaml?, job _ hook annotation
      `,
    },
  ],
  others: 'deployment, service, pod, cronjob, kustomize, statefulset, configmap, kustomization, helm',
  ideas: {
    // Belongs to what the application should be, and so is looked after by Argo CD.
    desired: `
      declarative, declaratively, declared, declare, declares, declaration, desired, desire, desired state,
      declarative model/config/configuration/side/part/picture/world/setup/spec/specification/definition,
      declarative desired? state, target/intended/wanted/goal/expected/final/end/required/aimed/${app} state,
      state of _ ${app}, ${unit} of _ state, describes/describe/defines/represents state, =state, statefully,
      ${unit}/one of _ ${app}, ${unit} of what _ wants/want/should/supposed/declared/declare/asked,
      in desired state, one of _ resources/objects/manifests/things, belong to/in _ ${app}/state/system,
      make/makes up _ ${app}, managed, manage, manages, managing, management, maintained, maintains, maintain,
      =owned by ${app}/argo/argocd, ${app}/argo/argocd/cd =owns, under _ control, controlled by argo/argocd,
      tracked, track, tracks, tracking, keep/keeps/kept track, monitor, monitored, =watch, =watched,
      =watches, =watching, watches over, observe, observed, supervised, look after, looks after, looked after,
      care/cares/caring for/about, care/cares whether/if _ exists/there, =caring, care less, keeps/keep _ eye on, accounted for,
      keep/keeps/kept in line/sync/check/step/place, keeps it that way, check/checks/checked on/against,
      checks up on, compared, gets/get/is/are/be/being/was/constantly compared, compared with/to/against git/repo/repository/live/cluster/manifest/state, compares, compare, comparing, comparison, diff, diffed, diffing, diffs, drift,
      drifts, reconcile, reconciled, reconciles, reconciliation, reconciling, self heal, self healed,
      heal, healed, heals, pruned, =prunes, sync status, health status, out of sync, outofsync, restored, restores,
      recreate, recreated, recreates, re created, re creates, put/puts _ back, bring/brings _ back, enforced, enforces, enforce,
      demand _ exists, live matches desired, converge, converges, govern, governed, governs, overseen, oversees,
      ${plain} ${thing}/part, ${thing} of _ ${app}, ${app} ${thing}, ${plain} kubernetes ${thing},
      ${must} to? exist/live, ${must} to? be? there/present, ${must} to? be? in cluster, must have, what _ should be,
      what ${app} is, what _ should look, what _ should exist/run/there, want/wants/wanted to? _ exist/there/see/have,
      what we/you/i want, count towards/for/toward, contribute to _ status/health/state, participate in _ comparison,
      ${unit} of _ config/configuration/definition/spec/specification/inventory/picture/manifests, source of truth,
      ${app} definition/spec/specification/inventory/configuration/config/model, definition/spec of _ ${app},
      single source, version controlled, gitops managed, steady state, consist/consists of, blueprint, inventory, resource list/tree,
      responsible for, takes responsibility, first class, integral, ensure/ensures/make/makes sure _ exists/there/present/exist,
      strives to keep, wants to keep, tries to keep, health checked, status of _ ${app}, health of _ ${app},
      bearing/effect/influence/impact on _ ${app}/sync/status/health, whether ${app} _ in? sync/synced,
      ${app} is/be/counts/as in? sync/synced, lifecycle _ ${app}, lifetime _ ${app}, life _ ${app}, guarantees _ exist,
      notices when/if missing/deleted, complains when/if, flags it, reconciliation loop, control loop, gitops loop, ${must} to? be? in sync, defines _ ${app}, manifest set, set of manifests, ${unit} of _ product/system/solution,
      match/matches/matching git/repo/repository, wants _ match, in line with git/repo,
      on list, on that list, in list of _ resources, listed among/as/with, counted in/as/among/towards/with, counts as/among/in, counts for _ sync/status/health,
      argo/argocd/cd/it =keeps around/alive/there/in, ensure/ensures/make/makes/making sure _ stay/stays/remain/remains/kept,
      treat/treats/treated/handle/handles/handled _ like/as/same _ deployment/service/resource/manifest/configmap, like any/every other resource/object/manifest/part, any other resource/object/manifest,
      notices, =notice, complains, =complain, complaining, shout, shouts, bats/bat an? eye, minds/mind if/when/that, =mind, misses/miss it, bothers/bother, bothered, =care, =cares, worry/worries about, takes care of,
      affect/affects/change/changes/influence/influences _ status/health, matter/matters for/to _ sync/status/health/app/argo, turn/turns/make/makes/go/goes/becomes/flip/flips/shown/shows _ yellow, reports/shows/counts as missing,
      =presence, keeps/keep/kept checking, checks/check/checked/checking that/whether/if _ there/exists/present,
      in argo care/control/hands/management, resource like _ deployment/service, thing/resource/something/what that? ${app} has/have/owns/contains, ${must} to? contain/hold/include, what cluster contains, synced/reconciled state, expects/expect to? _ find/see/exist/there
    `,
    // Too general to tell: `waves order resources`.
    resource: '=resource, =object, =config, =configuration, git, repository, repo, resource tree',
    lasting: `
      permanent, permanently, persistent, persists, persist, lasting, long lived, durable, forever, at all times,
      stay/stays/remain/remains/kept around/there/afterwards/behind, stay/stays/remain/remains/kept in cluster,
      always there/exists/exist/present, keep/keeps existing, continue to exist, continued existence, sticks around,
      stick around, meant/supposed/intended to stay/remain/last/persist, here to stay, survives, survive, outlives,
      for good, indefinitely, long term, ongoing, long running, retained, retain, preserved
    `,
    // Stands outside what the application is.
    apart: `
      outside of? _ ${app}/set/inventory/picture/resources, separate/apart/independent/detached/decoupled/distinct from _ ${app}/resources/manifests,
      beside/besides/alongside/next to _ ${app}, nothing happens/changes, no problem, no big deal, is fine without
    `,
    // Exists for a moment only.
    transient: `
      transient, transiently, temporary, temporarily, temp, ephemeral, ephemerally, short lived, shortlived, one off,
      oneoff, one time, single use, single shot, one shot, throwaway, throw away, thrown away, disposable, disposed,
      discarded, discard, fire and forget, fired and forgotten, run and forgotten, fleeting, passing, momentary, for a while, for a moment,
      short time, forgotten, forget/forgets about, =forgets, vanishes, vanish, once only, onetime, volatile, interim,
      only/merely/just/solely exists/exist/there/lives/alive/present for/during/while/as, lives/exists only for/during/while,
      short term, exist/exists only for/during/while, exists during, for duration of _ ${sync}, provisional, visitor,
      lives and dies, live and die, comes and goes, come and go, does _ thing and is? gone, done and gone, run and gone, used once, single run, in passing,
      once off, leaves/leave no trace, brief, briefly, momentarily, makeshift,
      only while/during ${sync}, there only while/during/for/as, ${must} to? be? there/exist/live/present only while/during/for/as/until, as long as _ ${sync}, run and done, =drops, =dropped, self destructs, only relevant for/during/while, relevant only for/during/while
    `,
    removed: `
      =deleted, =removed, cleaned up, cleans up, goes away, go away, disappear, disappears, torn down, =gone, wiped,
      garbage collected, =dies, get rid of, vanish, vanishes, vanished
    `,
    once: 'run/runs/ran/executed/executes/done/performed once, just once, only once, a single time, one time per sync, exactly once',
    // Is something done, not something that is.
    imperative: `
      imperative, imperatively, procedural, procedure, =action, =actions, activity, command, commands, side effect, side task,
      imperative task/step/action/job/side/work/operation, verb, what should/must/to be? done/do/happen, what should _ do/happen, what we do, what you do, something argo/argocd/cd does/do, something _ does, what _ sync does, ${must} to? happen, something to execute/run/do/perform, thing to execute/run/do, what happens,
      what _ done, ad hoc, callback, instruction, function/method/procedure call, thing to do, something to? _ done, act, deed,
      thing/something/what _ sync/argo/argocd/cd/operation should? do/does/run/runs/execute/executes/perform/performs/take/takes, action argo/argocd/cd takes, want/wants/care/cares/matters that/to/whether/if? _ ran/run/happen/happened/succeeded/succeeds/finished/completed/executed,
      wants _ to? have =run/happened/executed/done, side job, an operation, =operation, escape hatch, task, tasks
    `,
    // Said of a hook these are as good; a Job in a wave may be called so as well.
    work: `
      script, scripts, event handler, event listener, event, =done while/during/in/at/once, chore, errand, =routine, duty,
      piece/bit of work, work which/that/item/to, work item, run/execute this/that, please run/execute/do, do something, does something, did something, on demand, only/just/merely/simply/solely is/are/be/being/get/gets? run/runs/executes/executed/started/launched/triggered/invoked/called/kicked/fired/performed,
      something/thing that/which? is/gets? run/executed/started/kicked/triggered/invoked/called/fired/done, kicked/fired/set off, run on side, invocation, invoke, invoked, invokes, some/something to be? done, =step, =steps, helper, utility, trigger,
      command/task/action that runs, housekeeping, automation, must/should/to be run when, process, how you deploy,
      carry/carries/carried out, perform/performs something
    `,
    // Belongs to the sync operation.
    operation: `
      ${unit}/step/task/action/work/effect of _ ${sync}, ${unit}/step/task/action/work of how _ ${sync},
      tied/bound/attached/associated/connected/linked/coupled/related/belongs/belong/scoped/specific/limited/confined only/just? to/with/in _ ${sync},
      task/step/action/work/helper for/in _ ${sync}, only/just/merely/solely for ${sync},
      owned by _ ${sync}, ${sync} =owns, ${sync} operation/process/engine =owns,
      act of ${sync}, lifecycle _ ${sync}, lifetime _ ${sync}, life _ ${sync}, exists/there for _ ${sync},
      only run/runs/executed for/in/during _ ${sync}, just/only for _ ${sync}, ${sync} gives,
      because ${sync} happening, because _ ${sync} _ happening, in course of _ ${sync}, task/step/action/work/command/script/thing/something _ ${sync}/operation runs/executes/performs/does/starts,
      =operation itself, bound/tied/belongs/belong to _ operation, ${unit}/step of _ operation, sync time task/action/step/work, per sync task/action
    `,
    // True of a hook, though the same may be said of a wave: when it runs.
    timing: `
      during/before/after/in/at/for/by/within/around _ ${sync}, at/in/during/for _ phase, specific/certain/given/particular point/moment/time,
      when/while/whenever _ syncing/synced/syncs, presync, postsync, timing, each/every ${sync}, each/every time _ ${sync}, context of _ ${sync}, ${sync} operation/process, happens while ${sync}, at sync time,
      executed/run/performed/fired/launched/kicked/triggered/created/spawned by _ ${sync}, ${sync} executes/runs/performs/kicks
    `,
  },
  ignored: `
    hook delete/deletion policy, delete/deletion policy, order of _ state, manage order, desired order,
    state of _ sync, key difference, used as, sync waves and hooks, first of all, in other words, state of job
  `,
  aside: `
    order, ordering, ordered, orders, sequence, number, numbers, annotation, policy, policies, name, named, namespace, faster, slower, fast,
    memory, cpu, production, kubectl, helm, generatename, type, types, kind, kinds, first, earlier, later, priority,
    service account, presync, postsync, syncfail, database, migration, backup, preflight check, notification, image, cluster admin,
    read about, look up, run/runs/start/starts before/after, before or after, depend/depends on, phase, phases, dependency, dependencies, wave number, timing, hook delete policy, blue, green, color, colour, ui, version, job
  `,
  points: [
    {
      id: 'wave-job-is-desired-state',
      about: 'wave',
      says: ['desired', '!apart'],
      hints: ['lasting', 'resource', '!transient', '!imperative', '!operation', '!removed'],
      denies: ['!desired', 'apart', 'transient', 'imperative', 'operation', '!lasting'],
    },
    {
      id: 'hook-job-is-a-task-of-the-sync',
      about: 'hook',
      says: ['transient', 'removed', 'once', 'imperative', 'work', 'operation', '!lasting'],
      hints: ['timing'],
      denies: ['!transient', '!imperative', '!operation', 'lasting'],
    },
    {
      id: 'hook-job-is-not-desired-state',
      about: 'hook',
      says: ['!desired', 'apart'],
      denies: ['desired', '!apart'],
    },
  ],
  correctWith: [
    ['wave-job-is-desired-state'],
    ['hook-job-is-a-task-of-the-sync', 'hook-job-is-not-desired-state'],
  ],
  floor: { agreement: 0.92, unsure: 0.12 },
};
