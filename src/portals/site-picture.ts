import { LIMITS, type PortalId } from '../kernel/index.ts';
import { checkedPicture, LOGO_TYPES, type Picture } from './logo.ts';

/** Images of a site beside its logo: above its customers' chat, and over their pictures. */
export const SITE_PICTURES = {
  banner: { widthPixels: LIMITS.bannerWidthPixels, heightPixels: LIMITS.bannerHeightPixels },
  watermark: { widthPixels: LIMITS.watermarkPixels, heightPixels: LIMITS.watermarkPixels },
} as const;
export type SitePictureKind = keyof typeof SITE_PICTURES;
export const SITE_PICTURE_KINDS = Object.keys(SITE_PICTURES) as readonly SitePictureKind[];
export const SITE_PICTURE_TYPES = [...LOGO_TYPES, 'image/gif'] as const;

/** For addresses that name one. */
export const sitePicturePattern = new RegExp(`^(?:${SITE_PICTURE_KINDS.join('|')})$`);

/** One of them; `digest` names its content. */
export interface SitePicture extends Picture {
  readonly digest: string;
}

/** Raises `not-valid` or `too-large` for the field `picture` with what is wrong. */
export function checkedSitePicture(kind: SitePictureKind, bytes: Uint8Array): Omit<SitePicture, 'digest'> {
  return checkedPicture(bytes, {
    field: 'picture',
    types: SITE_PICTURE_TYPES,
    names: 'PNG, JPEG, WebP or GIF',
    bytes: LIMITS.sitePictureBytes,
    ...SITE_PICTURES[kind],
  });
}

/** Where it is served; changes with its content. */
export function sitePictureAddress(site: PortalId, kind: SitePictureKind, { digest }: SitePicture): string {
  return `/sites/${site}/pictures/${kind}?v=${pictureVersion(digest)}`;
}

/** Of the address that browsers may keep for ever. */
export function pictureVersion(digest: string): string {
  return digest.slice(0, 16);
}
