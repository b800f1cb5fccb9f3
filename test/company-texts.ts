import { translationField } from '../src/kernel/index.ts';

/** What the company of the tests wrote for its customers, in the other languages. */
const TEXTS = {
  'Get help at the till': {
    de: 'Hilfe an der Kasse holen',
    fr: 'Obtenir de l’aide à la caisse',
    es: 'Obtener ayuda en la caja',
    ja: 'レジでサポートを受ける',
    ar: 'الحصول على المساعدة عند الصندوق',
  },
  'Order number': {
    de: 'Bestellnummer',
    fr: 'Numéro de commande',
    es: 'Número de pedido',
    ja: '注文番号',
    ar: 'رقم الطلب',
  },
  'Wi-Fi of the office': {
    de: 'WLAN im Büro',
    fr: 'Wi-Fi du bureau',
    es: 'Wifi de la oficina',
    ja: 'オフィスの無線ネットワーク',
    ar: 'شبكة المكتب اللاسلكية',
  },
  'Web clip': {
    de: 'Webclip',
    fr: 'Raccourci web',
    es: 'Acceso directo web',
    ja: 'ウェブクリップ',
    ar: 'اختصار الويب',
  },
  'For our shop.': {
    de: 'Für unser Geschäft.',
    fr: 'Pour notre boutique.',
    es: 'Para nuestra tienda.',
    ja: '当店用です。',
    ar: 'لمتجرنا.',
  },
} as const;

export function translated(text: keyof typeof TEXTS): Readonly<Record<string, string>> {
  return TEXTS[text];
}

/** The fields of a form for this text, as `name`. */
export function inAllLanguages(name: string, text: keyof typeof TEXTS): Readonly<Record<string, string>> {
  const others = Object.entries(TEXTS[text]);
  return {
    [name]: text,
    ...Object.fromEntries(others.map(([language, written]) => [translationField(name, language), written])),
  };
}
