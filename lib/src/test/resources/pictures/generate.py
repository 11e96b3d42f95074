#!/usr/bin/env python3
"""Pictures in the formats that the reader takes, and what Pillow makes of each as a PNG.

    pip install pillow numpy
    python generate.py OUT
"""
import sys
import numpy as np
from PIL import Image, ImageOps

out = sys.argv[1] + '/'
yy, xx = np.mgrid[0:24, 0:40]
rgb = np.stack([128 + 100 * np.sin(xx / 5) * np.cos(yy / 9), (xx * 6 + yy * 3) % 256, ((xx // 8 + yy // 8) % 2) * 200], -1)
image = Image.fromarray(np.clip(rgb, 0, 255).astype(np.uint8))

def reference(name, upright=lambda i: i):
    upright(Image.open(out + name)).convert('RGB').save(out + name.split('.')[0] + '.png')

inks = np.asarray(image.convert('CMYK')).copy()
inks[..., 3] = (xx * 3) % 120
Image.fromarray(inks, 'CMYK').save(out + 'cmyk.jpg', quality=95)
reference('cmyk.jpg')
ycck = bytearray(open(out + 'cmyk.jpg', 'rb').read())
ycck[ycck.index(b'Adobe') + 11] = 2      # the same numbers, said to be YCCK
open(out + 'ycck.jpg', 'wb').write(ycck)
reference('ycck.jpg')
for turn in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = turn
    image.save(out + f'turn{turn}.jpg', quality=95, exif=exif)
    reference(f'turn{turn}.jpg', ImageOps.exif_transpose)
image.convert('L').save(out + 'grey.jpg')
reference('grey.jpg')
image.save(out + 'lossy.webp', quality=80)
reference('lossy.webp')
clear = image.convert('RGBA')
clear.putalpha(128)
clear.save(out + 'clear.webp', lossless=True)
reference('clear.webp')
frames = [image.quantize(32), ImageOps.mirror(image).quantize(32)]
frames[0].save(out + 'moving.gif', save_all=True, append_images=frames[1:], duration=100)
reference('moving.gif')
