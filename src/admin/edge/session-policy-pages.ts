import { Fault, parseId, type PortalId, type RepId, type SessionPolicyId } from '../../kernel/index.ts';
import type { Directory } from '../../people/index.ts';
import { pageRoute, queryValue, render, type Route, type WebContext } from '../../platform/web.ts';
import type { Holder, SessionPolicies, SessionPolicy } from '../../policies/index.ts';
import type { Sites } from '../../portals/index.ts';
import type { Typed } from '../field.ts';
import {
  addSessionPolicyPage,
  editSessionPolicyPage,
  globalPolicyPage,
  noticeOf,
  POLICIES_PATH,
  policySimulatorPage,
  removeSessionPolicyPage,
  sessionPoliciesPage,
  type SimulatedPolicy,
} from '../index.ts';
import { entryRoutes } from './entry-routes.ts';
import { emptyForm } from './forms.ts';
import { reader } from './request.ts';
import { savingRoute } from './saving-route.ts';
import { addPolicyForm, editPolicyForm, globalPolicyForm } from './session-policy-forms.ts';

/** Users & Security > Session Policies. */
export function sessionPolicyRoutes({
  sessionPolicies: policies,
  sites,
  directory,
}: {
  readonly sessionPolicies: SessionPolicies;
  readonly sites: Sites;
  readonly directory: Directory;
}): readonly Route[] {
  function showGlobal(ctx: WebContext, typed?: Typed, status = 200): void {
    const notice = noticeOf(queryValue(ctx, 'done'));
    render(
      ctx,
      'login/session-policy-global',
      globalPolicyPage({ ...policies.global(), typed, notice }),
      status,
    );
  }
  /** What the address asks for; undefined when it asks for nothing that is there. */
  function asked(ctx: WebContext): SimulatedPolicy | undefined {
    const site = sites.find((queryValue(ctx, 'portal') ?? '') as PortalId);
    const who = queryValue(ctx, 'who') ?? '';
    const holder = holderOf(who);
    if (site === undefined || holder === undefined) {
      return undefined;
    }
    return {
      portal: site.id,
      who,
      effective: policies.effective(site.id, holder),
      layers: {
        portal: policies.of({ kind: 'portal', id: site.id }),
        representative:
          holder.kind === 'user'
            ? policies.of(holder)
            : holder.id === undefined
              ? undefined
              : policies.find(holder.id),
      },
      global: policies.global().permissions,
    };
  }
  function holderOf(who: string): Holder | undefined {
    const user = directory.representatives().find(({ id }) => `user:${id}` === who);
    if (user !== undefined) {
      return { kind: 'user', id: user.id satisfies RepId };
    }
    const profile = policies.all().find(({ id }) => `profile:${id}` === who);
    return profile !== undefined || who === 'profile:' ? { kind: 'profile', id: profile?.id } : undefined;
  }
  function addressed(ctx: WebContext): SessionPolicy {
    const policy = policies.find(parseId<SessionPolicyId>(ctx.params['id'] ?? ''));
    if (policy === undefined) {
      throw new Fault('not-found', { sentence: 'This session policy does not exist any more.' });
    }
    return policy;
  }

  return [
    pageRoute({
      path: `${POLICIES_PATH}/simulator`,
      who: 'administrator',
      handle(ctx) {
        const model = policySimulatorPage({
          sites: sites.all(),
          users: directory.representatives(),
          policies: policies.all(),
          asked: asked(ctx),
        });
        render(ctx, 'login/session-policy-simulator', model);
      },
    }),
    pageRoute({
      path: `${POLICIES_PATH}/global`,
      who: 'administrator',
      handle: (ctx) => showGlobal(ctx),
    }),
    savingRoute({
      path: `${POLICIES_PATH}/global`,
      who: 'administrator',
      form: globalPolicyForm,
      again: showGlobal,
      async save(ctx, { permissions, revision }) {
        await policies.changeGlobal(reader(ctx), permissions, revision);
        return `${POLICIES_PATH}/global?done=saved`;
      },
    }),
    ...entryRoutes({
      path: POLICIES_PATH,
      addForm: addPolicyForm,
      editForm: editPolicyForm,
      removeForm: emptyForm,
      addressed,
      showList(ctx) {
        const model = sessionPoliciesPage({
          policies: policies.all().map((policy) => ({ policy, dependents: policies.dependents(policy.id) })),
          notice: noticeOf(queryValue(ctx, 'done')),
        });
        render(ctx, 'login/session-policies', model);
      },
      showNew(ctx, typed, status) {
        const copied = policies.find((queryValue(ctx, 'copy') ?? '') as SessionPolicyId);
        render(ctx, 'login/session-policy-add', addSessionPolicyPage(copied, typed), status);
      },
      showEntry(ctx, policy, typed, status) {
        const notice = noticeOf(queryValue(ctx, 'done'));
        const dependents = policies.dependents(policy.id);
        render(
          ctx,
          'login/session-policy',
          editSessionPolicyPage({ policy, dependents, typed, notice }),
          status,
        );
      },
      showRemoval(ctx, policy, typed, status) {
        const model = removeSessionPolicyPage(policy, policies.dependents(policy.id), typed);
        render(ctx, 'login/remove', model, status);
      },
      async add(by, fields) {
        const { id } = await policies.add(by, fields);
        return `${POLICIES_PATH}/${id}?done=session-policy-added`;
      },
      async change(by, { id }, fields, revision) {
        await policies.change(by, id, fields, revision);
        return `${POLICIES_PATH}/${id}?done=saved`;
      },
      async remove(by, id) {
        await policies.delete(by, id);
        return `${POLICIES_PATH}?done=session-policy-deleted`;
      },
    }),
  ];
}
