"""How the shipped language model was made: read the treebanks, train, measure, export.

    python -m training train OUT      # resumes OUT/checkpoint.pt when it is there
    python -m training evaluate OUT   # fp32 figures on the test sets
    python -m training export OUT     # ONNX, int8, into ceasewire/language/weights/

The product never imports this package; it needs the `train` extra (torch, transformers, onnx).
"""
