/**
 * Policies: what the tools of a session may be used for, and by whom.
 *
 * Owns   session policies with their permissions, the layers and their order, the global default, which
 *        public site and which user has which policy, and what follows from all of it for one of them.
 * Never  stops anything itself: sessions/ asks where a tool's message is decided. What somebody may do
 *        outside a session is people/'s (`can`); a policy is one more condition and grants nothing.
 * Seed   "Dependent upon your account permissions" (000); "Session Policies" of /login
 */
export {
  answerMs,
  deniedTools,
  effectivePolicy,
  type EffectivePolicy,
  type LayerName,
  LAYERS,
} from './effective.ts';
export {
  type Definitions,
  definitionsFrom,
  INITIAL,
  type PermissionName,
  PERMISSIONS,
  valueInWords,
  whole,
  type WholeDefinitions,
} from './permission.ts';
export type { PolicyOwner, SessionPolicyStore } from './ports.ts';
export { createSessionPolicies, type Holder, type SessionPolicies } from './service.ts';
export {
  AVAILABLE_TO,
  type AvailableTo,
  type Dependents,
  inTheWayOfRemoval,
  type SessionPolicy,
  type SessionPolicyFields,
} from './session-policy.ts';
