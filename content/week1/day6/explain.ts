import type { Rubric } from '@/lib/quiz/explain';

/** How an explanation of the difference between a Job in a wave and a Job as a hook is graded. */
export const rubric: Rubric = {
  question: 'wave-or-hook',
  prompt: "What's the key difference between a Job in a sync-wave and a Job used as a Sync Hook?",
  things: [
    {
      id: 'wave',
      names: `
      wave, sync wave, job in/with/of/from _ wave, wave job/resource/annotation/one/kind, waved, preflight
      job/=yaml?, sync wave job/annotation/resource, job _ sync wave annotation, wave annotated job
    `,
    },
    {
      id: 'hook',
      names: `
      hook, sync hook, job as/used/using/with/of/from _ hook, hook job/annotation/one/resource/kind,
      presync hook/job?, postsync hook/job?, syncfail hook/job?, pre sync hook/job?, post sync hook/job?,
      sync hook job/annotation/resource, hooked job, smoke test hook, job _ hook annotation
    `,
    },
  ],
  others: `
      deployment, service, pod, cronjob, kustomize, statefulset, configmap, kustomization
    `,
  ideas: {
    // Belongs to what the application should be, and so is looked after by Argo CD.
    desired: `
      declarative, declaratively, declared, declare, declares, desired, desire, desired state, declarative
      desired? state, declarative model/manifest/resource/config/side/part, declarative desired state,
      target/intended/wanted/goal/expected/final/end/required/aimed/application/app state, state of
      app/application, part/piece/bit/portion/element/component of _ state,
      describes/describe/defines/represents state, =state,
      part/member/element/component/piece/ingredient/constituent/resident of _ app/application, in desired
      state, part of what _ wants/want/should/supposed/declared, one of _
      resources/objects/manifests/things, belong to/in _ app/application/state, member of _ state,
      make/makes up _ app/application, managed, manage, manages, managing, management, maintained,
      maintains, =owned, =owns, under _ control, tracked, track, tracks, tracking, keep/keeps/kept track,
      monitor, monitored, =watch, =watched, =watches, =watching, watches over, observe, observed,
      supervised, look after, looks after, looked after, care/cares/caring for/about, =caring, care less,
      keeps/keep _ eye on, keep/keeps/kept in line/sync/check/step, keeps it that way,
      check/checks/checked on/against, checks up on, compared, compares, compare, comparing, comparison,
      diff, diffed, diffing, drift, drifts, reconcile, reconciled, reconciliation, self heal, heal,
      healed, pruned, =prunes, sync status, out of sync, outofsync, restored, restores, recreate,
      recreated, re created, put/puts _ back, bring/brings _ back, enforced, enforces, enforce, demand _
      exists, live matches desired,
      regular/normal/ordinary/plain/usual/standard/real/proper/true/genuine/full/first
      resource/object/manifest/part, resource of _ app/application, app/application resource,
      regular/normal/ordinary/plain kubernetes resource, should/must/has/have/needs/need/ought/supposed
      to? exist/live/stay, should/must be there/present/running, what _ should be, what app/application
      is, what _ should look, want/wants/wanted to? _ exist/there/see/have, what we/you/i want, count
      towards/for/toward, participate in _ comparison, part of _ config/configuration
    `,
    lasting: `
      permanent, permanently, persistent, persists, persist, lasting, long lived, durable, forever,
      stay/stays/remain/remains/kept around/there/afterwards/behind, stay/stays/remain/remains/kept in
      cluster, keep/keeps existing, continue to exist, meant/supposed/intended to
      stay/remain/last/persist, here to stay
    `,
    // Exists for a moment only.
    transient: `
      transient, transiently, temporary, temporarily, ephemeral, short lived, shortlived, one off, oneoff,
      one time, single use, single shot, one shot, throwaway, throw away, thrown away, disposable,
      disposed, discarded, fire and forget, run and forgotten, fleeting, passing, momentary, for a while,
      short time, forgotten, =gone, vanishes, vanish, run once, once only, onetime,
      only/merely/just/solely exists/exist/there/lives for/during, lives/exists only for/during, short
      term, exist/exists only for/during, for duration of _ sync, provisional, visitor, made to run once
    `,
    removed: `
      =deleted, =removed, cleaned up, cleans up, goes away, go away, disappear, disappears, torn down
    `,
    // Is something done, not something that is.
    imperative: `
      imperative, imperatively, procedural, procedure, action, activity, command, script, side effect,
      side task, imperative task/step/action/job/side/work/operation, verb, event handler, what _ be done,
      what should happen, what _ done, =done while/during/in/at/once, chore, ad hoc, callback, side job,
      must/should/to be run when, an operation, an event, =task, =tasks, piece of work, bit of work, run
      on side, =routine, errand, invocation, command/task/action that runs, some/something to be? done
    `,
    // Belongs to the sync operation.
    operation: `
      part/step/piece/task/action/work of _ sync/syncing operation/process/run/procedure/itself?,
      tied/bound/attached/associated/connected/linked/coupled/related/belongs/belong/specific to/with/in _
      sync/syncing, task/step/action/work/job for/in/during _ sync/syncing, only/just/merely/solely for
      sync/syncing, executed/run/performed/fired/launched/kicked/triggered/created by sync, sync
      operation, sync process, act of syncing, lifecycle of _ sync, at sync time, sync operation/process
      itself?, exists for _ sync, only run/runs/executed for/in/during _ sync, just/only for _ sync, sync
      executes/runs/performs/kicks/gives, because sync happening, because _ sync _ happening, context of _
      sync, in course of _ sync, happens while syncing
    `,
    // True of a hook, though it is said of waves as well: when it runs.
    timing: `
      during/before/after/in/at _ sync/syncing, phase, specific/certain/given/particular
      point/moment/time, when/while/once/whenever _ syncs/syncing/synced, presync, postsync, timing,
      each/every sync, run/runs before/after, before or after
    `,
  },
  ignored: `
      hook delete/deletion policy, delete/deletion policy, order of _ state, manage order, desired order,
      state of _ sync, key difference, used as, sync waves and hooks, first of all, in other words
    `,
  points: [
    {
      id: 'wave-is-managed',
      about: 'wave',
      says: ['desired'],
      hints: ['lasting', '!transient', '!imperative', '!operation', '!removed'],
      denies: ['!desired', 'transient', 'imperative', 'operation', '!lasting'],
    },
    {
      id: 'hook-is-a-task',
      about: 'hook',
      says: ['transient', 'removed', 'imperative', 'operation', '!lasting'],
      hints: ['timing'],
      denies: ['!transient', '!imperative', '!operation', 'lasting'],
    },
    { id: 'hook-is-not-desired', about: 'hook', says: ['!desired'], denies: ['desired'] },
  ],
  correctWith: [['wave-is-managed'], ['hook-is-a-task', 'hook-is-not-desired']],
  floor: { agreement: 0.92, unsure: 0.12 },
};
