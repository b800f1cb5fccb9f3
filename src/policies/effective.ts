import type { Tool } from '../protocol/index.ts';
import { type Definitions, PERMISSIONS, type PermissionName, type WholeDefinitions } from './permission.ts';

/**
 * Whose policies count, the first before the others. Nobody can change this order; a Jump Item will stand
 * before the portal.
 */
export const LAYERS = ['portal', 'representative', 'global'] as const;
export type LayerName = (typeof LAYERS)[number];

export interface Layers {
  readonly portal: Definitions | undefined;
  readonly representative: Definitions | undefined;
  /** Defines everything. */
  readonly global: WholeDefinitions;
}

export interface Final {
  readonly value: string;
  readonly from: LayerName;
}

export type EffectivePolicy = Readonly<Record<PermissionName, Final>>;

/** Of each permission, what the first layer says that defines it. Values are never merged. */
export function effectivePolicy(layers: Layers): EffectivePolicy {
  return Object.fromEntries(
    PERMISSIONS.map(({ name }): [PermissionName, Final] => {
      const from = LAYERS.find((layer) => layers[layer]?.[name] !== undefined) ?? 'global';
      return [name, { value: layers[from]?.[name] ?? layers.global[name], from }];
    }),
  ) as EffectivePolicy;
}

export function deniedTools(policy: EffectivePolicy): ReadonlySet<Tool> {
  const denied = new Set<Tool>();
  for (const { name, tool } of PERMISSIONS) {
    if (tool !== undefined && policy[name].value === 'denied') {
      denied.add(tool);
    }
  }
  return denied;
}

/** How long a customer may take to answer whether their screen is seen. */
export function answerMs(policy: EffectivePolicy): number {
  return Number(policy['screen-answer'].value);
}
